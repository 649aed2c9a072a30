package io.parkapp.accounts;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// What accounts has to know of operators, whose roles it grants. The module that keeps operators implements it: the
/// question goes against the arrow between the two, which therefore only its implementer knows.
public interface OperatorNames {
    /// Those of these ids that are operators.
    Map<UUID, String> names(Collection<UUID> operators);
}
