package io.parkapp.notifications;

import io.parkapp.accounts.Caller;
import io.parkapp.audit.Audit;
import io.parkapp.platform.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people want to hear of, by which ways, and when not.
@Service
class Preferences {
    static final String ZONE_UNTIL_CHOSEN = "UTC";

    private final PreferenceRepository repository;
    private final Deliveries deliveries;
    private final BrowserRepository browsers;
    private final ChatSettings chat;
    private final Audit audit;

    Preferences(
            PreferenceRepository repository,
            Deliveries deliveries,
            BrowserRepository browsers,
            ChatSettings chat,
            Audit audit) {
        this.repository = repository;
        this.deliveries = deliveries;
        this.browsers = browsers;
        this.chat = chat;
        this.audit = audit;
    }

    /// @param isAlwaysMailed part of what was agreed on: e-mail cannot be taken away
    /// @param waits for the end of the quiet hours
    @Schema(name = "NotificationChoice")
    record Choice(MessageKind kind, List<Channel> channels, boolean isAlwaysMailed, boolean waits) {}

    /// @param available ways that this installation has
    /// @param isChosen false before the first change: the time zone is not known yet
    @Schema(name = "NotificationPreferences")
    record Chosen(
            List<Choice> kinds,
            List<Channel> available,
            @Schema(example = "Europe/Berlin") String timeZone,
            boolean isChosen,
            @Schema(example = "22:00") @Nullable String quietFrom,
            @Schema(example = "07:00") @Nullable String quietUntil,
            @Schema(example = "+491701234567") @Nullable String phone,

            @Schema(example = "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t") @Nullable
            String chatUrl) {}

    @Schema(name = "NotificationChoiceRequest")
    record ChoiceRequest(
            @NotNull MessageKind kind,
            @NotNull @Size(max = 4) Set<@NotNull Channel> channels) {}

    @Schema(name = "NotificationPreferencesRequest")
    record Request(
            @NotNull @Size(max = 64) @Schema(example = "Europe/Berlin")
            String timeZone,

            @Pattern(regexp = CLOCK, message = "must be a time of day like 22:00") @Schema(example = "22:00") @Nullable
            String quietFrom,

            @Pattern(regexp = CLOCK, message = "must be a time of day like 07:00") @Schema(example = "07:00") @Nullable
            String quietUntil,

            @Pattern(regexp = "\\+[1-9][0-9]{6,14}", message = "must be a number like +491701234567")
            @Schema(example = "+491701234567")
            @Nullable
            String phone,

            @Size(max = 500)
            @Schema(example = "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t")
            @Nullable
            String chatUrl,

            @NotNull @Size(max = 50) List<@NotNull @Valid ChoiceRequest> kinds) {
        private static final String CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]";
    }

    @Transactional(readOnly = true)
    public Chosen of(Caller caller) {
        var row = repository.find(caller.account());
        var choices = repository.choices(caller.account());
        var kinds = Arrays.stream(MessageKind.values())
                .filter(each -> each.concerns(caller))
                .map(each -> new Choice(
                        each,
                        List.copyOf(choices.getOrDefault(each, Set.copyOf(each.usualChannels()))),
                        each.isAlwaysMailed(),
                        each.waitsForMorning()))
                .toList();
        return new Chosen(
                kinds,
                deliveries.channels(),
                row.map(PreferenceRepository.Row::timeZone).orElse(ZONE_UNTIL_CHOSEN),
                row.isPresent(),
                row.map(PreferenceRepository.Row::quietFrom)
                        .map(LocalTime::toString)
                        .orElse(null),
                row.map(PreferenceRepository.Row::quietUntil)
                        .map(LocalTime::toString)
                        .orElse(null),
                row.map(PreferenceRepository.Row::phone).orElse(null),
                row.map(PreferenceRepository.Row::chatUrl).orElse(null));
    }

    /// Kinds that are not named stay as they are.
    @Transactional
    public Chosen change(Caller caller, Request request) {
        requireFitting(caller, request);
        var row = new PreferenceRepository.Row(
                request.timeZone(),
                request.quietFrom() == null ? null : LocalTime.parse(request.quietFrom()),
                request.quietUntil() == null ? null : LocalTime.parse(request.quietUntil()),
                request.phone(),
                request.chatUrl());
        if (!repository.save(caller.account(), row)) {
            throw Refusal.field("timeZone", "must be a time zone like Europe/Berlin");
        }
        for (var each : request.kinds()) {
            repository.choose(
                    caller.account(),
                    each.kind(),
                    each.channels().isEmpty() ? Set.of() : EnumSet.copyOf(each.channels()));
        }
        audit.record(caller.account(), null, "notifications.changed", "account", caller.account(), Map.of());
        return of(caller);
    }

    private void requireFitting(Caller caller, Request request) {
        if ((request.quietFrom() == null) != (request.quietUntil() == null)) {
            throw Refusal.field(
                    request.quietFrom() == null ? "quietFrom" : "quietUntil", "must be given with the other one");
        }
        if (request.quietFrom() != null && request.quietFrom().equals(request.quietUntil())) {
            throw Refusal.field("quietUntil", "must be another time than quietFrom");
        }
        if (request.chatUrl() != null && !chat.accepts(request.chatUrl())) {
            throw Refusal.field("chatUrl", "must be the address of an incoming webhook of Google Chat");
        }
        for (var each : request.kinds()) {
            if (!each.kind().concerns(caller)) {
                throw Refusal.field("kinds", each.kind() + " is for operators");
            }
            requireFitting(each, request);
        }
        if (request.kinds().stream().anyMatch(each -> each.channels().contains(Channel.PUSH))
                && browsers.list(caller.account()).isEmpty()) {
            throw Refusal.field("kinds", "must not name PUSH before a browser is switched on");
        }
    }

    private void requireFitting(ChoiceRequest choice, Request request) {
        var channels = choice.channels();
        if (choice.kind().isAlwaysMailed() && !channels.contains(Channel.EMAIL)) {
            throw Refusal.field("kinds", choice.kind() + " is always sent by e-mail");
        }
        if (!deliveries.channels().containsAll(channels)) {
            throw Refusal.field("kinds", "must name ways that this installation has");
        }
        if (channels.contains(Channel.SMS) && request.phone() == null) {
            throw Refusal.field("phone", "is needed for text messages");
        }
        if (channels.contains(Channel.CHAT) && request.chatUrl() == null) {
            throw Refusal.field("chatUrl", "is needed for chat messages");
        }
    }
}
