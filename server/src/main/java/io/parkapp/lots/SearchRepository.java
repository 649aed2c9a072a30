package io.parkapp.lots;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import io.parkapp.lots.LotSearch.Sort;
import io.parkapp.platform.Cursor;
import io.parkapp.platform.Sql;
import io.parkapp.values.GeoPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds lots. One statement, put together from the parts that a search needs, so that the planner sees no condition
/// that is not asked for: text comes from the trigram index, a place from the index on positions, a list by name from
/// the index on folded names.
@Repository
class SearchRepository {
    private static final String HITS = """
            with hit as (
                select id, key, folded, meters
                from (
                    select lot.id, lot.folded_name as folded, %s as meters, %s as key
                    from lots.lot %s
                    where %s
                ) as candidate
                where %s
                order by %s
                limit :limit
            )
            select lot.*, hit.key, hit.folded, hit.meters, (
            """ + LotRepository.CLOSURES_TO_COME + """
                ) as closures
            from hit
            join lots.lot using (id)
            order by hit.key, hit.folded, hit.id""";

    private static final String NOT_ARCHIVED = "lot.archived_at is null";
    private static final String OF_OPERATORS = "lot.operator_id = any(:operators)";

    private static final String AS_WRITTEN = "lot.search like :longestPattern and lot.search like all(:patterns)";
    private static final String SIMILAR = "join lots.similar(:longest, :words) as likeness on likeness.id = lot.id";

    /// What begins with the words comes first, then what has them in this order, then the rest.
    private static final String RANK_AS_WRITTEN = """
            case when lot.search like ' ' || :phrase || '%' then 0
                        when lot.search like '% ' || :phrase || '%' then 1
                        else 2 end::float8""";
    private static final String RANK_SIMILAR = "1 - likeness.similarity";

    /// A square around the circle, in two parts where it crosses the 180th meridian.
    private static final String IN_SQUARE = "(lot.position <@ :west::box or lot.position <@ :east::box)";
    private static final String METERS = "lots.meters(lot.position, :near::point)";

    private static final String AFTER_NAME = "(folded, id) > (:folded, :id)";
    private static final String AFTER_KEY = "(key, folded, id) > (:key, :folded, :id)";

    private static final int WORDS_MAX = 8;
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;
    /// So that rounding never cuts off what is just within the radius.
    private static final double MARGIN = 1.0001;

    private final JdbcClient jdbc;
    private final LotRepository lots;

    SearchRepository(JdbcClient jdbc, LotRepository lots) {
        this.jdbc = jdbc;
        this.lots = lots;
    }

    List<LotHit> search(LotSearch search, Instant now) {
        var cursor = Cursor.parse(search.after(), 4);
        var words = search.text() == null ? List.<String>of() : words(search.text());
        if (words.isEmpty()) {
            return hits(search, Match.ANY, words, cursor, now);
        }
        if (cursor != null) {
            return hits(search, Match.of(cursor), words, cursor, now);
        }
        var asWritten = hits(search, Match.AS_WRITTEN, words, null, now);
        return asWritten.isEmpty() ? hits(search, Match.SIMILAR, words, null, now) : asWritten;
    }

    private List<LotHit> hits(LotSearch search, Match match, List<String> words, @Nullable Cursor cursor, Instant now) {
        var near = search.near();
        var byName = search.sort() == Sort.NAME || (near == null && match == Match.ANY);
        var byPlace = near != null && (search.sort() == Sort.NEAREST || match == Match.ANY);
        var key = byName ? "0::float8" : byPlace ? METERS : match.rank;
        // A constant as the first sort key would keep the index on names from being used.
        var order = byName ? "folded, id" : "key, folded, id";
        var candidates = Stream.of(
                        search.operators() == null ? NOT_ARCHIVED : OF_OPERATORS,
                        match.condition,
                        near == null ? "true" : IN_SQUARE)
                .collect(joining("\n        and "));
        var kept = Stream.of(
                        near == null ? "true" : "meters <= :radius",
                        cursor == null ? "true" : byName ? AFTER_NAME : AFTER_KEY)
                .collect(joining(" and "));
        var sql = HITS.formatted(near == null ? "null::float8" : METERS, key, match.join, candidates, kept, order);
        return jdbc.sql(sql)
                .param("now", Sql.time(now))
                .param("limit", search.limit())
                .params(ofText(words))
                .params(near == null ? Map.of() : ofPlace(near, search.radiusMeters()))
                .params(search.operators() == null ? Map.of() : ofOperators(search.operators()))
                .params(cursor == null ? Map.of() : ofCursor(cursor))
                .query((row, index) -> hit(row, index, match))
                .list();
    }

    private LotHit hit(ResultSet row, int index, Match match) throws SQLException {
        var meters = row.getObject("meters", Double.class);
        var cursor = Cursor.after(match, row.getDouble("key"), row.getString("folded"), Sql.id(row, "id"));
        return new LotHit(lots.lot(row, index), meters == null ? null : Math.toIntExact(Math.round(meters)), cursor);
    }

    /// Folded like the lots' own texts.
    private List<String> words(String text) {
        var folded = jdbc.sql("select lots.words(:text) as words")
                .param("text", text)
                .query(String.class)
                .single();
        return Arrays.stream(folded.strip().split("\\s+"))
                .filter(each -> !each.isEmpty())
                .limit(WORDS_MAX)
                .toList();
    }

    private static Map<String, Object> ofText(List<String> words) {
        if (words.isEmpty()) {
            return Map.of();
        }
        var longest = Collections.max(words, comparingInt(String::length));
        return Map.of(
                "phrase", String.join(" ", words),
                "words", words.toArray(String[]::new),
                "longest", longest,
                "longestPattern", pattern(longest),
                "patterns", words.stream().map(SearchRepository::pattern).toArray(String[]::new));
    }

    private static String pattern(String word) {
        return "% " + word + "%";
    }

    private static Map<String, Object> ofPlace(GeoPosition near, int radiusMeters) {
        var square = Square.around(near, radiusMeters);
        return Map.of(
                "near",
                "(" + near.lng() + "," + near.lat() + ")",
                "radius",
                radiusMeters,
                "west",
                square.west(),
                "east",
                square.east());
    }

    private static Map<String, Object> ofOperators(Collection<UUID> operators) {
        return Map.of("operators", operators.toArray(UUID[]::new));
    }

    private static Map<String, Object> ofCursor(Cursor cursor) {
        return Map.of("key", cursor.number(1), "folded", cursor.text(2), "id", cursor.id(3));
    }

    /// How a text is compared.
    private enum Match {
        ANY("", "true", "0::float8"),
        AS_WRITTEN("", SearchRepository.AS_WRITTEN, RANK_AS_WRITTEN),
        SIMILAR(SearchRepository.SIMILAR, "true", RANK_SIMILAR);

        private final String join;
        private final String condition;
        private final String rank;

        Match(String join, String condition, String rank) {
            this.join = join;
            this.condition = condition;
            this.rank = rank;
        }

        static Match of(Cursor cursor) {
            return cursor.text(0).equals(SIMILAR.name()) ? SIMILAR : AS_WRITTEN;
        }
    }

    /// The square around a circle on the globe, as two boxes of (longitude, latitude), the same one twice where it does
    /// not cross the 180th meridian.
    private record Square(String west, String east) {
        static Square around(GeoPosition center, int radiusMeters) {
            var angle = radiusMeters * MARGIN / EARTH_RADIUS_METERS;
            var south = center.lat() - Math.toDegrees(angle);
            var north = center.lat() + Math.toDegrees(angle);
            if (south <= -90 || north >= 90) {
                return both(box(-180, south, 180, north));
            }
            var half = Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(center.lat()))));
            var left = center.lng() - half;
            var right = center.lng() + half;
            if (left < -180) {
                return new Square(box(left + 360, south, 180, north), box(-180, south, right, north));
            }
            if (right > 180) {
                return new Square(box(left, south, 180, north), box(-180, south, right - 360, north));
            }
            return both(box(left, south, right, north));
        }

        private static Square both(String box) {
            return new Square(box, box);
        }

        private static String box(double left, double south, double right, double north) {
            return "((" + left + "," + south + "),(" + right + "," + north + "))";
        }
    }
}
