import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Hears which statements the product's own code sends for a request, with their values and transactions, and replays
/// them on plain JDBC. Jobs that run at the same time are not heard.
final class Recorder {
    /// One thing heard on a connection.
    sealed interface Step {
        record Begin() implements Step {}

        record End() implements Step {}

        record Run(String sql, List<Set> values) implements Step {}
    }

    record Set(Method method, Object[] arguments) {}

    private final List<Step> steps = new ArrayList<>();
    private volatile boolean listening;

    DataSource listeningOn(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return wrap(super.getConnection());
            }
        };
    }

    /// What one request sent.
    record Recording(List<Step> steps) {
        List<String> statements() {
            return steps.stream()
                    .filter(Step.Run.class::isInstance)
                    .map(each -> ((Step.Run) each).sql())
                    .toList();
        }
    }

    interface Action {
        void run() throws Exception;
    }

    /// Hears what is sent while this runs.
    Recording hear(Action request) throws Exception {
        steps.clear();
        listening = true;
        request.run();
        listening = false;
        return new Recording(List.copyOf(steps));
    }

    /// Statements stay prepared on their connection, as in the product's pool.
    static final class Replay {
        private final Connection connection;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();

        Replay(Connection connection) {
            this.connection = connection;
        }

        /// @param others what stands now for values that were heard
        /// @param answered told the first column of the first row of each statement
        void once(Recording recording, Map<Object, Object> others, Answered answered)
                throws SQLException, ReflectiveOperationException {
            for (var step : recording.steps()) {
                switch (step) {
                    case Step.Begin begin -> connection.setAutoCommit(false);
                    case Step.End end -> {
                        connection.commit();
                        connection.setAutoCommit(true);
                    }
                    case Step.Run run -> execute(run, others, answered);
                }
            }
        }

        interface Answered {
            void answered(String sql, Object first);
        }

        private void execute(Step.Run run, Map<Object, Object> others, Answered answered)
                throws SQLException, ReflectiveOperationException {
            var statement = prepared.get(run.sql());
            if (statement == null) {
                statement = connection.prepareStatement(run.sql());
                prepared.put(run.sql(), statement);
            }
            for (var value : run.values()) {
                var arguments = value.arguments().clone();
                if (arguments.length > 1 && arguments[1] != null) {
                    arguments[1] = others.getOrDefault(arguments[1], arguments[1]);
                }
                value.method().invoke(statement, arguments);
            }
            if (!statement.execute()) {
                return;
            }
            try (var rows = statement.getResultSet()) {
                read(run.sql(), rows, answered);
            }
        }

        private static void read(String sql, ResultSet rows, Answered answered) throws SQLException {
            var columns = rows.getMetaData().getColumnCount();
            for (var row = 0; rows.next(); row++) {
                for (var column = 1; column <= columns; column++) {
                    var value = rows.getObject(column);
                    if (row == 0 && column == 1) {
                        answered.answered(sql, value);
                    }
                }
            }
        }
    }

    private boolean hears() {
        return listening && Thread.currentThread().isVirtual();
    }

    private Connection wrap(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    var result = call(method, connection, arguments);
                    if (hears() && method.getName().equals("setAutoCommit")) {
                        steps.add(Boolean.TRUE.equals(arguments[0]) ? new Step.End() : new Step.Begin());
                    }
                    return result instanceof PreparedStatement statement
                            ? wrap(statement, String.valueOf(arguments[0]))
                            : result;
                });
    }

    private PreparedStatement wrap(PreparedStatement statement, String sql) {
        var values = new ArrayList<Set>();
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                        if (arguments[1] instanceof Array) {
                            throw new IllegalStateException("cannot replay an SQL array in " + sql);
                        }
                        values.add(new Set(method, arguments.clone()));
                    }
                    if (hears() && method.getName().startsWith("execute")) {
                        steps.add(new Step.Run(sql, List.copyOf(values)));
                    }
                    return call(method, statement, arguments);
                });
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
