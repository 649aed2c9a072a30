package io.parkapp.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.payments.RefundSettled;
import io.parkapp.payments.Together;
import io.parkapp.values.Language;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class IssueReceiptsTest {
    private static final int PAYMENTS = 96;

    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private final Purse purse;
    private final Receipts receipts;
    private final DocumentRepository repository;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final JsonMapper json;
    private final Stays stays;

    IssueReceiptsTest(
            JdbcClient jdbc,
            Http http,
            People people,
            Purse purse,
            Receipts receipts,
            DocumentRepository repository,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            TestClock clock,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.purse = purse;
        this.receipts = receipts;
        this.repository = repository;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        this.json = json;
        this.stays = new Stays(jdbc, http, people, purse, clock);
    }

    @Test
    void of_many_payments_at_once_some_undone_the_numbers_have_no_gap() throws Exception {
        var park = CarPark.payWhenReserving(jdbc, PAYMENTS);
        var attempts = payments(park, "");
        Together.run(attempts);
        assertThat(numbers(park))
                .hasSizeBetween(1, PAYMENTS - 1)
                .isEqualTo(oneTo(numbers(park).size()));
    }

    /// The negative control: what a number from a sequence would look like.
    @Test
    void a_sequence_would_leave_gaps() throws Exception {
        var park = CarPark.payWhenReserving(jdbc, PAYMENTS);
        jdbc.sql("create sequence number_of_test").update();
        jdbc.sql("create table drawn_of_test (number bigint)").update();
        Together.run(payments(park, "insert into drawn_of_test values (nextval('number_of_test'))"));
        var drawn = jdbc.sql("select number from drawn_of_test order by number")
                .query((row, index) -> row.getLong(1))
                .list();
        assertThat(drawn).isNotEqualTo(oneTo(drawn.size()));
    }

    /// Every third is undone after its receipt was written.
    private List<Callable<Boolean>> payments(CarPark park, String more) {
        return IntStream.range(0, PAYMENTS)
                .mapToObj(each -> {
                    var stay = stays.reserve(park);
                    return (Callable<Boolean>) () -> {
                        var isUndone =
                                each % 3 == 0 || ThreadLocalRandom.current().nextInt(4) == 0;
                        transaction.executeWithoutResult(status -> {
                            purse.pay(stay.id(), Stays.PRICE_MINOR);
                            if (!more.isEmpty()) {
                                jdbc.sql(more).update();
                            }
                            if (isUndone) {
                                status.setRollbackOnly();
                            }
                        });
                        return isUndone;
                    };
                })
                .toList();
    }

    private List<Long> numbers(CarPark park) {
        return jdbc.sql("select number from receipts.document where operator_id = :operator order by number")
                .param("operator", park.operator())
                .query((row, index) -> row.getLong(1))
                .list();
    }

    private static List<Long> oneTo(int last) {
        return Stream.iterate(1L, each -> each <= last, each -> each + 1).toList();
    }

    @Test
    void a_payment_that_is_told_of_twice_has_one_document() {
        var stay = stays.reserve(CarPark.payWhenReserving(jdbc, 1));
        var charge = purse.pay(stay.id(), Stays.PRICE_MINOR);
        var refund = purse.giveBack(charge, 300);
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new ChargeSettled(charge, stay.id(), Money.of(1_000, "EUR"), false));
            events.publishEvent(new RefundSettled(refund, charge, stay.id(), Money.of(300, "EUR")));
        });
        assertThat(receipts.issueMissing()).isZero();
        assertThat(stays.documents(stay).at("items")).hasSize(2);
    }

    @Test
    void what_something_else_than_a_reservation_was_paid_for_has_none() {
        transaction.executeWithoutResult(status -> events.publishEvent(
                new ChargeSettled(UUID.randomUUID(), UUID.randomUUID(), Money.of(1, "EUR"), false)));
        assertThat(receipts.issueMissing()).isZero();
    }

    @Test
    void a_receipt_says_what_was_sold_by_whom_and_a_credit_note_which_receipt_it_corrects() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        jdbc.sql("""
                        update lots.operator set legal_name = 'Test Parking GmbH', address = '2 Seller Street',
                            tax_number = 'DE123'
                        where id = :id""").param("id", park.operator()).update();
        var stay = stays.reserve(park);
        var charge = purse.pay(stay.id(), Stays.PRICE_MINOR, "cash");
        purse.giveBack(charge, 400);
        var year = clock.instant().atZone(ZoneId.of("Europe/Berlin")).getYear();

        var receipt = content(stay, 1);
        assertThat(receipt.number()).isEqualTo("R-" + year + "-000001");
        assertThat(receipt.kind()).isEqualTo(DocumentKind.RECEIPT);
        assertThat(receipt.corrects()).isNull();
        assertThat(receipt.seller().name()).isEqualTo("Test Parking GmbH");
        assertThat(receipt.seller().address()).isEqualTo("2 Seller Street");
        assertThat(receipt.seller().taxNumber()).isEqualTo("DE123");
        assertThat(receipt.stay().reservationId()).isEqualTo(stay.id());
        assertThat(receipt.stay().plate()).isEqualTo("BPK123");
        assertThat(receipt.stay().lotAddress()).isEqualTo("1 Test Street, 10000 Testville");
        assertThat(Duration.between(receipt.stay().from(), receipt.stay().until()))
                .hasHours(2);
        assertThat(receipt.lines()).hasSize(1).first().satisfies(line -> {
            assertThat(line.amount()).isEqualTo(Money.of(1_000, "EUR"));
            assertThat(line.units()).isEqualTo(2);
        });
        assertThat(receipt.priceMinor()).isEqualTo(1_000);
        assertThat(receipt.total()).isEqualTo(Money.of(1_000, "EUR"));
        assertThat(receipt.payment().id()).isEqualTo(charge);
        assertThat(receipt.payment().method()).isEqualTo("cash");
        assertThat(receipt.earlier()).isEmpty();
        assertThat(receipt.taxes()).isEmpty();
        assertThat(receipt.balanceMinor()).isZero();

        var note = content(stay, 0);
        assertThat(note.number()).isEqualTo("C-" + year + "-000001");
        assertThat(note.corrects())
                .isEqualTo(new DocumentContent.Reference(
                        receipt.number(), DocumentKind.RECEIPT, receipt.issuedAt(), 1_000));
        assertThat(note.total()).isEqualTo(Money.of(400, "EUR"));
        assertThat(note.earlier()).containsExactly(note.corrects());
        assertThat(note.balanceMinor()).isEqualTo(400);
    }

    @Test
    void a_document_stays_in_the_language_that_its_driver_had_when_it_was_issued() {
        var stay = stays.reserve(CarPark.payWhenReserving(jdbc, 1));
        var driver = http.as(stay.driver().token());
        driver.patch("/api/me", Map.of("language", "de"));
        var charge = purse.pay(stay.id(), Stays.PRICE_MINOR);
        driver.patch("/api/me", Map.of("language", "fr"));
        purse.giveBack(charge, 400);
        assertThat(content(stay, 1).language()).isEqualTo(Language.GERMAN);
        assertThat(content(stay, 0).language()).isEqualTo(Language.FRENCH);
        assertThat(repository.latestOf(stay.id()).orElseThrow()).satisfies(receipt -> {
            assertThat(receipt.language()).isEqualTo(Language.GERMAN);
            assertThat(receipt.isUnchanged(json)).isTrue();
        });
    }

    /// Whatever is added to the content later: the hash of one from before is of what it said.
    @Test
    void a_document_from_before_there_were_languages_is_what_was_issued_and_in_english() {
        var stay = stays.paid(CarPark.payWhenReserving(jdbc, 1));
        var issued = repository.latestOf(stay.id()).orElseThrow();
        var content = ((ObjectNode) json.readTree(issued.content()))
                .without("language")
                .toString();
        var hash = Document.sha256(content);
        var before = new Document(
                issued.id(),
                issued.subjectId(),
                issued.number(),
                issued.kind(),
                issued.issuedAt(),
                Language.ENGLISH,
                issued.total(),
                content,
                hash,
                Document.codeOf(hash));
        assertThat(content).doesNotContain("language");
        assertThat(before.isUnchanged(json)).isTrue();
        assertThat(before.read(json).orElseThrow().writtenIn()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void the_tax_in_the_amount_is_rounded_half_up() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        select lot_id, 2, now(), document || '{"tax": {"name": "VAT", "percent": "19.0", "included": true}}', now()
                        from tariffs.version where lot_id = :lot""").param("lot", park.id()).update();
        var tax = content(stays.paid(park), 0).taxes();
        // 1000 × 19 / 119 = 159.66
        assertThat(tax).containsExactly(new DocumentContent.Tax("VAT", "19", true, 840, 160));
    }

    /// Were parking asked later, the stay would still be one that nothing is owed for.
    @Test
    void a_payment_that_comes_late_and_gets_its_spot_back_leaves_nothing_to_be_given_back() {
        var stay = stays.reserve(CarPark.payWhenReserving(jdbc, 1));
        jdbc.sql("update parking.reservation set status = 'EXPIRED', hold_until = null where id = :id")
                .param("id", stay.id())
                .update();
        purse.pay(stay.id(), Stays.PRICE_MINOR);
        assertThat(content(stay, 0).owedMinor()).isEqualTo(1_000);
        assertThat(content(stay, 0).balanceMinor()).isZero();
    }

    @Test
    void what_people_correct_is_told_apart_from_the_price() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var stay = stays.paid(park);
        var admin = people.operatorAdmin(park.operator());
        var corrected = http.as(admin.token())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/api/reservations/" + stay.id() + "/corrections",
                        Http.body("amount", Money.of(500, "EUR"), "reason", "The lift was stuck"));
        assertThat(corrected.status()).isEqualTo(201);
        purse.pay(stay.id(), 500);
        assertThat(content(stay, 0).correctedMinor()).isEqualTo(500);
        assertThat(content(stay, 0).priceMinor()).isEqualTo(1_000);
        assertThat(content(stay, 0).owedMinor()).isEqualTo(1_500);
        assertThat(content(stay, 0).balanceMinor()).isZero();
    }

    @Test
    void what_was_paid_before_there_were_receipts_gets_its_documents_in_order() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var stay = stays.reserve(park);
        var other = stays.reserve(park);
        jdbc.sql("""
                        with charge as (
                            insert into payments.charge (subject_id, operator_id, lot_id, description, amount_minor,
                                currency, status, provider, created_at, succeeded_at)
                            select id, operator_id, lot_id, 'test', amount, currency, 'SUCCEEDED', 'sandbox', paid_at, paid_at
                            from parking.reservation, (values
                                (cast(:stay as uuid), 100, timestamptz '2025-12-31 22:30:00Z'),
                                (:stay, 200, '2025-12-31 23:30:00Z'), (:other, 300, '2025-12-31 23:00:00Z')
                            ) as paid (reservation, amount, paid_at)
                            where id = reservation
                            returning id, amount_minor)
                        insert into payments.refund (charge_id, reason, amount_minor, currency, status, created_at, settled_at)
                        select id, 'test', 150, 'EUR', 'SUCCEEDED', '2026-01-01', '2026-01-01'
                        from charge where amount_minor = 200""").param("stay", stay.id()).param("other", other.id()).update();
        receipts.issueMissing();
        assertThat(receipts.issueMissing()).isZero();
        assertThat(stays.documents(stay).at("items"))
                .extracting(each -> each.path("number").asString())
                .containsExactly("C-2026-000001", "R-2026-000002", "R-2025-000001");
        assertThat(stays.documents(other).at("items.0.number").asString()).isEqualTo("R-2026-000001");
        assertThat(content(stay, 0).earlier())
                .extracting(DocumentContent.Reference::number)
                .containsExactly("R-2025-000001", "R-2026-000002");
        assertThat(content(stay, 0).corrects())
                .isEqualTo(content(stay, 0).earlier().get(1));
        purse.pay(stay.id(), 400);
        // What nothing is owed for is on its way back, and may have its credit note already.
        var latest = repository.latestOf(stay.id()).orElseThrow().read(json).orElseThrow();
        assertThat(latest.earlier()).hasSize(3);
    }

    @Test
    void what_was_issued_is_what_the_server_reads_back() {
        var stay = stays.paid(CarPark.payWhenReserving(jdbc, 1));
        var document = repository.latestOf(stay.id()).orElseThrow();
        assertThat(document.isUnchanged(json)).isTrue();
        assertThat(document.content())
                .doesNotContain(stay.driver().name(), stay.driver().email());
        assertThat(document.code()).hasSize(20).isEqualTo(Document.codeOf(document.hash()));
    }

    @Test
    void nothing_issued_is_changed_deleted_or_numbered_again() {
        stays.paid(CarPark.payWhenReserving(jdbc, 1));
        for (var attempt : List.of(
                "update receipts.document set total_minor = 1",
                "delete from receipts.document",
                "truncate receipts.document",
                "update receipts.series set last_number = last_number - 1",
                "update receipts.series set series = 'R-1999', last_number = last_number + 1",
                "delete from receipts.series",
                "truncate receipts.series cascade")) {
            assertThatThrownBy(() -> jdbc.sql(attempt).update()).as(attempt).isInstanceOf(DataAccessException.class);
        }
    }

    /// @param place the newest is 0
    private DocumentContent content(Stays.Stay stay, int place) {
        var id = stays.documents(stay).at("items." + place + ".id").asString();
        return repository.find(UUID.fromString(id)).orElseThrow().read(json).orElseThrow();
    }
}
