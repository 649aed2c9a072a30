package io.parkapp.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What one process tells the others at once: its name, the message's number, and a line for each thing that changed.
///
/// @param number counts a process's messages without a gap
/// @param last the process stops after this one
record NewsMessage(String process, long number, boolean last, List<News.Item> items) {
    /// PostgreSQL takes 7,999 bytes.
    static final int BYTES_MAX = 7_900;

    /// As many messages as it takes, at least one: without items it says that the process lives.
    ///
    /// @param number of the first
    static List<NewsMessage> split(String process, long number, List<News.Item> items, boolean last) {
        var messages = new ArrayList<NewsMessage>();
        var part = new ArrayList<News.Item>();
        var head = bytes(new NewsMessage(process, Long.MAX_VALUE, true, List.of()).text());
        var size = head;
        for (var item : items) {
            var more = bytes(line(item)) + 1;
            if (size + more > BYTES_MAX) {
                messages.add(new NewsMessage(process, number + messages.size(), false, List.copyOf(part)));
                part.clear();
                size = head;
            }
            part.add(item);
            size += more;
        }
        messages.add(new NewsMessage(process, number + messages.size(), last, List.copyOf(part)));
        return messages;
    }

    String id() {
        return process + '-' + number;
    }

    String text() {
        var text = new StringBuilder(process).append(' ').append(number).append(last ? " last" : " more");
        items.forEach(each -> text.append('\n').append(line(each)));
        return text.toString();
    }

    static NewsMessage parse(String text) {
        var lines = text.split("\n", -1);
        var head = lines[0].split(" ", -1);
        var items = new ArrayList<News.Item>();
        for (var index = 1; index < lines.length; index++) {
            var space = lines[index].indexOf(' ');
            // A few words in all; thousands of items are kept for pages that come back.
            var topic = lines[index].substring(0, space).intern();
            items.add(new News.Item(topic, lines[index].substring(space + 1)));
        }
        return new NewsMessage(head[0], Long.parseLong(head[1]), head[2].equals("last"), List.copyOf(items));
    }

    private static String line(News.Item item) {
        return item.topic() + ' ' + item.key();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
