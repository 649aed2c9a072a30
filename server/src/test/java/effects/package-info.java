/// A worker process with a job of the tests' own. Outside of the product's packages, where it would be found and added
/// to every server under test.
@NullMarked
package effects;

import org.jspecify.annotations.NullMarked;
