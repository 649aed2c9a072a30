package io.parkapp.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.receipts.Stays.Stay;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class ReceiptControllerTest {
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Purse purse;
    private final Stays stays;
    private final CarPark park;

    ReceiptControllerTest(JdbcClient jdbc, Http http, People people, Purse purse, TestClock clock) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.purse = purse;
        this.stays = new Stays(jdbc, http, people, purse, clock);
        this.park = CarPark.payWhenReserving(jdbc, 4);
    }

    private Http.Answer get(Stay stay, String path) {
        return http.as(stay.driver().token()).get(path);
    }

    private Http.Answer verified(Stay stay) {
        return http.get("/api/receipts/verify/"
                + stays.documents(stay).at("items.0.code").asString());
    }

    @Test
    void there_is_no_receipt_before_something_was_paid() {
        var stay = stays.reserve(park);
        assertThat(stays.documents(stay).at("items")).isEmpty();
        var refused = get(stay, "/api/reservations/" + stay.id() + "/receipt.pdf");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("no-receipt-yet");
    }

    @Test
    void a_receipt_is_a_pdf_that_nobody_else_keeps() {
        var stay = stays.paid(park);
        var receipt = stays.documents(stay).at("items.0");
        for (var path : List.of(
                "/api/reservations/" + stay.id() + "/receipt.pdf",
                "/api/receipts/" + receipt.path("id").asString() + ".pdf",
                "/api/receipts/" + receipt.path("id").asString() + ".pdf?paper=80mm")) {
            var file = get(stay, path);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(file.header("Content-Disposition"))
                    .isEqualTo("inline; filename=\"" + receipt.path("number").asString() + ".pdf\"");
            assertThat(file.header("Cache-Control")).isEqualTo("private, no-store");
            assertThat(file.bytes()).startsWith("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        }
        var letter = get(stay, "/api/receipts/" + receipt.path("id").asString() + ".pdf?paper=letter");
        assertThat(letter.status()).isEqualTo(400);
        assertThat(letter.at("errors.0.field").asString()).isEqualTo("paper");
    }

    @Test
    void the_reservations_file_is_the_latest_receipt_even_after_a_credit_note() {
        var stay = stays.reserve(park);
        var charge = purse.pay(stay.id(), 700);
        purse.pay(stay.id(), 300);
        purse.giveBack(charge, 100);
        var numbers = stays.documents(stay).at("items");
        assertThat(numbers).hasSize(3);
        assertThat(get(stay, "/api/reservations/" + stay.id() + "/receipt.pdf").header("Content-Disposition"))
                .contains(numbers.get(1).path("number").asString());
    }

    @Test
    void strangers_find_none_and_who_reads_the_operators_reservations_does() {
        var stay = stays.paid(park);
        var id = stays.documents(stay).at("items.0.id").asString();
        var other = CarPark.payWhenReserving(jdbc, 1);
        for (var path : List.of(
                "/api/reservations/" + stay.id() + "/receipts",
                "/api/reservations/" + stay.id() + "/receipt.pdf",
                "/api/receipts/" + id + ".pdf")) {
            assertThat(http.as(people.driver().token()).get(path).status()).isEqualTo(404);
            assertThat(http.as(people.attendant(other.operator()).token())
                            .get(path)
                            .status())
                    .isEqualTo(404);
            assertThat(http.as(people.attendant(park.operator()).token())
                            .get(path)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_driver_has_ones_own_in_one_list_newest_first_and_nobody_elses() {
        var stay = stays.reserve(park);
        var charge = purse.pay(stay.id(), Stays.PRICE_MINOR);
        purse.giveBack(charge, 100);
        stays.paid(park);
        var all = get(stay, "/api/me/receipts").at("items");
        assertThat(all).isEqualTo(stays.documents(stay).at("items"));
        assertThat(all).extracting(each -> each.path("kind").asString()).containsExactly("CREDIT_NOTE", "RECEIPT");
        var first = get(stay, "/api/me/receipts?limit=1");
        var second = get(
                stay,
                "/api/me/receipts?limit=1&cursor=" + first.at("nextCursor").asString());
        assertThat(List.of(first.at("items.0"), second.at("items.0"))).containsExactlyElementsOf(all);
        assertThat(second.at("nextCursor").isMissingNode()
                        || second.at("nextCursor").isNull())
                .isTrue();
        assertThat(http.get("/api/me/receipts").status()).isEqualTo(401);
    }

    @Test
    void whoever_reads_those_of_all_operators_has_them_in_one_list_newest_first() {
        var first = stays.paid(park);
        var second = stays.paid(CarPark.payWhenReserving(jdbc, 1));
        var third = stays.paid(park);
        var admin = http.as(people.platformAdmin().token());
        var found = new ArrayList<String>();
        var cursor = "";
        for (var page = 0; page < 3; page++) {
            var answer = admin.get("/api/receipts?limit=1" + cursor);
            found.add(answer.at("items.0.reservationId").asString());
            cursor = "&cursor=" + answer.at("nextCursor").asString();
        }
        assertThat(found)
                .containsExactly(
                        third.id().toString(),
                        second.id().toString(),
                        first.id().toString());
    }

    @Test
    void an_operator_finds_its_own_by_lot_kind_day_and_number() {
        var stay = stays.reserve(park);
        var charge = purse.pay(stay.id(), Stays.PRICE_MINOR);
        purse.giveBack(charge, 100);
        var elsewhere = stays.paid(CarPark.payWhenReserving(jdbc, 1));
        var admin = http.as(people.operatorAdmin(park.operator()).token());
        var all = admin.get("/api/receipts?lotId=" + park.id());
        assertThat(all.at("items"))
                .extracting(each -> each.path("kind").asString())
                .startsWith("CREDIT_NOTE", "RECEIPT");
        var receipt = all.at("items.1");
        assertThat(receipt.path("lotName").asString()).isEqualTo("Test Lot");
        for (var found : List.of(
                "kind=RECEIPT&q=r-",
                "q=" + receipt.path("number").asString(),
                "q=" + receipt.path("reservationNumber").asString() + "&kind=RECEIPT",
                "q=b+pk-12&kind=RECEIPT&limit=1",
                "from=" + receipt.path("issuedAt").asString() + "&kind=RECEIPT")) {
            assertThat(admin.get("/api/receipts?" + found).at("items.0.id"))
                    .as(found)
                    .isEqualTo(receipt.path("id"));
        }
        for (var none : List.of("q=%25", "q=R-1999", "until=2020-01-01T00:00:00Z", "lotId=" + stay.id())) {
            assertThat(admin.get("/api/receipts?" + none).at("items")).as(none).isEmpty();
        }
        var first = admin.get("/api/receipts?limit=1");
        assertThat(admin.get("/api/receipts?limit=1&cursor="
                                + first.at("nextCursor").asString())
                        .at("items.0.id"))
                .isEqualTo(receipt.path("id"));
        assertThat(admin.get("/api/receipts").at("items"))
                .noneMatch(each -> each.path("reservationId")
                        .asString()
                        .equals(elsewhere.id().toString()))
                .isNotEmpty();
        assertThat(http.as(people.driver().token()).get("/api/receipts").status())
                .isEqualTo(403);
    }

    @Test
    void whoever_holds_the_paper_can_have_it_verified() {
        var stay = stays.paid(park);
        var receipt = stays.documents(stay).at("items.0");
        var answer = verified(stay);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("isUnchanged").asBoolean()).isTrue();
        assertThat(answer.at("isRecomputable").asBoolean()).isTrue();
        assertThat(answer.at("number")).isEqualTo(receipt.path("number"));
        assertThat(answer.at("total.amountMinor").asInt()).isEqualTo(1_000);
        assertThat(answer.at("seller").asString()).isEqualTo("Test Parking");
        assertThat(answer.at("contentHash").asString()).hasSize(64);
        assertThat(answer.at("content").asString()).contains("••••23").doesNotContain("BPK1");
        var code = receipt.path("code").asString();
        var typed = code.toLowerCase(Locale.ROOT).replaceAll("(.{5})", "$1-").replace('0', 'o');
        assertThat(http.get("/api/receipts/verify/" + typed).at("number")).isEqualTo(receipt.path("number"));
        assertThat(http.get("/api/receipts/verify/" + "0".repeat(20)).status()).isEqualTo(404);
    }

    /// As somebody would who may do anything in the database.
    @Test
    void whatever_is_edited_in_the_database_verifying_says_so() {
        for (var edit : List.of(
                "content = replace(content, '1000', '900')",
                "content = replace(content, '1000', '900'), "
                        + "hash = encode(sha256(convert_to(replace(content, '1000', '900'), 'UTF8')), 'hex')",
                "content = 'no document'",
                "total_minor = 900",
                "language = 'de'",
                "number = number + 1000",
                "issued_at = issued_at - interval '1 year'",
                "hash = repeat('0', 64)")) {
            var stay = stays.paid(CarPark.payWhenReserving(jdbc, 1));
            var before = verified(stay);
            tamper(stay, edit);
            var answer = verified(stay);
            assertThat(before.at("isUnchanged").asBoolean()).isTrue();
            assertThat(answer.at("isUnchanged").asBoolean()).as(edit).isFalse();
            assertThat(answer.at("isRecomputable").isMissingNode()).isTrue();
            assertThat(answer.at("content").isMissingNode()).isTrue();
            assertThat(get(stay, "/api/reservations/" + stay.id() + "/receipt.pdf")
                            .status())
                    .as(edit)
                    .isEqualTo(500);
        }
    }

    private void tamper(Stay stay, String edit) {
        jdbc.sql("alter table receipts.document disable trigger append_only").update();
        for (var constraint :
                jdbc.sql("""
                        select conname from pg_constraint
                        where conrelid = 'receipts.document'::regclass and contype = 'c'""").query((row, index) -> row.getString(1)).list()) {
            jdbc.sql("alter table receipts.document drop constraint " + constraint)
                    .update();
        }
        assertThat(jdbc.sql("update receipts.document set " + edit + " where subject_id = :stay")
                        .param("stay", stay.id())
                        .update())
                .isEqualTo(1);
        jdbc.sql("alter table receipts.document enable trigger append_only").update();
    }
}
