package io.parkapp.notifications;

import io.parkapp.notifications.Carrier.NotDelivered.Why;
import io.parkapp.notifications.MailSettings.Tls;
import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.Message.Outgoing;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Hands mails to a mail server, over one connection for a whole round. Every wait has an end: a server that answers
/// nothing holds up a mail, and nothing else.
final class SmtpCarrier implements Carrier {
    static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    /// For each answer of the server, and for taking what we write.
    static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    private static final int PERMANENT = 500;
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailSettings settings;
    private final String sender;
    private final String domain;
    private final Session session;
    private final Clock clock;
    private @Nullable Transport connection;

    SmtpCarrier(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.sender = settings.sender();
        this.domain = sender.substring(sender.indexOf('@') + 1);
        this.session = Session.getInstance(properties(settings));
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public void send(Outgoing message) throws NotDelivered {
        var mail = mail(message);
        var line = connected();
        try {
            line.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException failed) {
            close();
            throw new NotDelivered(why(failed), "The mail server said: " + words(failed), failed);
        }
    }

    @Override
    public void close() {
        var line = connection;
        connection = null;
        if (line != null) {
            try {
                line.close();
            } catch (MessagingException broken) {
                // It was of no use any more.
            }
        }
    }

    private Transport connected() throws NotDelivered {
        var line = connection;
        if (line != null && line.isConnected()) {
            return line;
        }
        close();
        try {
            var opened = session.getTransport("smtp");
            opened.connect(
                    settings.host(),
                    settings.port(),
                    settings.user().isBlank() ? null : settings.user(),
                    settings.password().isBlank() ? null : settings.password());
            connection = opened;
            return opened;
        } catch (AuthenticationFailedException refused) {
            throw new NotDelivered(
                    Why.UNREACHABLE, "The mail server refuses the user or the password: " + words(refused), refused);
        } catch (MessagingException unreachable) {
            throw new NotDelivered(
                    Why.UNREACHABLE, "The mail server cannot be reached: " + words(unreachable), unreachable);
        }
    }

    /// As it is sent: text and HTML with its images, and files beside them.
    MimeMessage mail(Outgoing message) throws NotDelivered {
        var content = message.content();
        try {
            var mail = new Numbered(session, "<" + message.id() + "@" + domain + ">");
            var helper = new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, UTF_8);
            helper.setFrom(
                    new InternetAddress(sender, Letter.oneLine(message.sender().name()), UTF_8));
            helper.setTo(address(message.destination()));
            var answers = message.sender().email();
            if (answers != null) {
                helper.setReplyTo(address(answers));
            }
            helper.setSubject(Letter.oneLine(content.subject()));
            helper.setSentDate(Date.from(clock.instant()));
            // No answers of machines: "out of office" to an address that nobody reads.
            mail.setHeader("Auto-Submitted", "auto-generated");
            if (message.unsubscribe() != null) {
                mail.setHeader("List-Unsubscribe", "<" + message.unsubscribe() + ">");
                mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            var html = content.html();
            if (html == null) {
                helper.setText(content.text());
            } else {
                helper.setText(content.text(), html);
            }
            for (var each : message.attachments()) {
                attach(helper, each);
            }
            mail.saveChanges();
            return mail;
        } catch (MessagingException | UnsupportedEncodingException | IllegalArgumentException malformed) {
            throw new NotDelivered(Why.REFUSED, "This cannot be made a mail: " + words(malformed), malformed);
        }
    }

    private static void attach(MimeMessageHelper helper, Attachment file) throws MessagingException {
        var content = new ByteArrayResource(file.content());
        if (file.contentId() == null) {
            helper.addAttachment(Letter.oneLine(file.name()), content, file.type());
        } else {
            helper.addInline(file.contentId(), content, file.type());
        }
    }

    /// Strict, and one only: "a@b, c@d" would be two.
    private static InternetAddress address(String text) throws MessagingException {
        var address = new InternetAddress(text, true);
        address.validate();
        return address;
    }

    /// What the server will never take is not offered again. A sender that is refused is a matter of settings, which
    /// somebody may yet put right.
    private static Why why(MessagingException failed) {
        for (Exception each = failed; each instanceof MessagingException one; each = one.getNextException()) {
            if (each instanceof SMTPAddressFailedException address && address.getReturnCode() >= PERMANENT) {
                return Why.REFUSED;
            }
            if (each instanceof SMTPSendFailedException whole
                    && whole.getReturnCode() >= PERMANENT
                    && !(each instanceof org.eclipse.angus.mail.smtp.SMTPSenderFailedException)
                    && whole.getCommand().contains("DATA")) {
                return Why.REFUSED;
            }
        }
        return failed instanceof SendFailedException ? Why.PASSING : Why.UNREACHABLE;
    }

    private static String words(Exception failed) {
        var words = new StringBuilder(String.valueOf(failed.getMessage()).strip());
        if (failed instanceof MessagingException one && one.getNextException() != null) {
            words.append("; ")
                    .append(String.valueOf(one.getNextException().getMessage()).strip());
        }
        return words.toString().replaceAll("\\s+", " ");
    }

    private static Properties properties(MailSettings settings) {
        var tls = settings.security();
        var properties = new Properties();
        properties.put("mail.smtp.auth", String.valueOf(!settings.user().isBlank()));
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT_MAX.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(ANSWER_MAX.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(ANSWER_MAX.toMillis()));
        properties.put("mail.smtp.ssl.enable", String.valueOf(tls == Tls.TLS));
        properties.put("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        // Never in the clear because somebody on the way took the offer of TLS out.
        properties.put("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.mime.allowutf8", "false");
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    /// Keeps its number when it is saved: a mail that is sent twice is the same mail.
    private static final class Numbered extends MimeMessage {
        private final String number;

        Numbered(Session session, String number) {
            super(session);
            this.number = number;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", number);
        }
    }
}
