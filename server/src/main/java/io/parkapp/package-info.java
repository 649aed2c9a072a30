/// parkapp runs car parks. Each package below is one module; see `docs/domain.md` for the words.
@NullMarked
package io.parkapp;

import org.jspecify.annotations.NullMarked;
