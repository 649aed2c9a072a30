package io.parkapp;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Finds in the source what SQL each class sends, by reading what is passed to `sql(…)`: literals, constants, and what
/// is put together from them by `+`, `?:`, `formatted`, `joining` or a StringBuilder, of which all appended parts are
/// taken. Where there are alternatives, each is a statement. What cannot be read is found out: it has no statement.
final class SqlInSource {
    private static final Path SOURCE = Path.of("src", "main", "java");
    private static final int ALTERNATIVES_MAX = 5_000;

    private final Map<String, ExpressionTree> values = new HashMap<>();
    private final Map<String, List<ExpressionTree>> enumFields = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();

    private SqlInSource() {}

    /// @param module the package it stands in
    /// @param place file and line
    /// @param texts what it can be; none where the source could not be read
    record Statement(String module, String place, Set<String> texts) {
        @Override
        public String toString() {
            return place;
        }
    }

    static List<Statement> read() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(SOURCE)) {
            var sources =
                    paths.filter(each -> each.toString().endsWith(".java")).toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            var found = new SqlInSource();
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            units.forEach(unit -> found.new Constants().scan(unit, null));
            units.forEach(unit -> found.new Calls(unit, Trees.instance(task)).scan(unit, null));
            return List.copyOf(found.statements);
        }
    }

    private static String className(TreePath path) {
        for (var at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree type) {
                return type.getSimpleName().toString();
            }
        }
        return "";
    }

    /// Constants by class and name; what an enum's constants pass for each field, by the field's name.
    private final class Constants extends TreePathScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            var isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
            if (isField && variable.getInitializer() != null) {
                values.put(className(getCurrentPath()) + "." + variable.getName(), variable.getInitializer());
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (type.getKind() == Tree.Kind.ENUM) {
                var parameters = type.getMembers().stream()
                        .filter(each -> each instanceof MethodTree method
                                && method.getName().contentEquals("<init>"))
                        .flatMap(each -> ((MethodTree) each).getParameters().stream())
                        .map(each -> each.getName().toString())
                        .toList();
                for (var member : type.getMembers()) {
                    if (member instanceof VariableTree constant
                            && constant.getInitializer() instanceof NewClassTree made
                            && made.getArguments().size() == parameters.size()) {
                        for (var i = 0; i < parameters.size(); i++) {
                            enumFields
                                    .computeIfAbsent(
                                            className(getCurrentPath().getParentPath()) + "." + parameters.get(i),
                                            absent -> new ArrayList<>())
                                    .add(made.getArguments().get(i));
                        }
                    }
                }
            }
            return super.visitClass(type, null);
        }
    }

    /// The calls of one file.
    private final class Calls extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;

        /// Which of an enum's constants is meant: fields read beside each other are of the same one.
        private int constant;

        private int constants;

        Calls(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("sql")
                    && call.getArguments().size() == 1) {
                var file = Path.of(unit.getSourceFile().getName());
                var line = unit.getLineMap()
                        .getLineNumber(trees.getSourcePositions()
                                .getStartPosition(unit, call.getArguments().getFirst()));
                statements.add(new Statement(
                        file.getName(file.getNameCount() - 2).toString(),
                        file.getFileName() + ":" + line,
                        forEachConstant(call.getArguments().getFirst(), getCurrentPath())));
            }
            return super.visitMethodInvocation(call, null);
        }

        private Set<String> forEachConstant(ExpressionTree expression, TreePath at) {
            constant = 0;
            constants = 1;
            var texts = new LinkedHashSet<String>();
            for (; constant < constants; constant++) {
                texts.addAll(texts(expression, at));
            }
            return texts;
        }

        private Set<String> texts(ExpressionTree expression, TreePath at) {
            return switch (expression) {
                case LiteralTree literal -> Set.of(String.valueOf(literal.getValue()));
                case ParenthesizedTree inner -> texts(inner.getExpression(), at);
                case BinaryTree sum ->
                    each(texts(sum.getLeftOperand(), at), texts(sum.getRightOperand(), at), String::concat);
                case ConditionalExpressionTree choice ->
                    either(texts(choice.getTrueExpression(), at), texts(choice.getFalseExpression(), at));
                case IdentifierTree name -> named(name.getName().toString(), at);
                case MemberSelectTree field -> field(field, at);
                case NewClassTree builder
                when builder.getArguments().size() == 1 ->
                    texts(builder.getArguments().getFirst(), at);
                case MethodInvocationTree call -> called(call, at);
                default -> Set.of();
            };
        }

        private Set<String> called(MethodInvocationTree call, TreePath at) {
            if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
                return Set.of();
            }
            return switch (select.getIdentifier().toString()) {
                case "toString" -> texts(select.getExpression(), at);
                case "append" ->
                    each(
                            texts(select.getExpression(), at),
                            texts(call.getArguments().getFirst(), at),
                            String::concat);
                case "formatted" -> formatted(texts(select.getExpression(), at), call.getArguments(), at);
                case "collect" ->
                    joined(select.getExpression(), call.getArguments().getFirst(), at);
                default -> Set.of();
            };
        }

        private Set<String> formatted(Set<String> formats, List<? extends ExpressionTree> arguments, TreePath at) {
            var filled = formats;
            for (var argument : arguments) {
                filled = each(filled, texts(argument, at), (format, text) -> {
                    var hole = format.indexOf("%s");
                    return format.substring(0, hole) + text + format.substring(hole + 2);
                });
            }
            return filled;
        }

        /// `Stream.of(a, b).collect(joining(c))`
        private Set<String> joined(ExpressionTree stream, ExpressionTree joining, TreePath at) {
            if (!(stream instanceof MethodInvocationTree of) || !(joining instanceof MethodInvocationTree by)) {
                return Set.of();
            }
            var separators = texts(by.getArguments().getFirst(), at);
            var parts = of.getArguments().stream().map(each -> texts(each, at)).toList();
            return separators.stream()
                    .flatMap(separator -> parts.stream()
                            .reduce((one, other) -> each(one, other, (a, b) -> a + separator + b))
                            .orElse(Set.of())
                            .stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private Set<String> field(MemberSelectTree field, TreePath at) {
            var known = values.get(field.getExpression() + "." + field.getIdentifier());
            if (known != null) {
                return texts(known, at);
            }
            return enumFields.entrySet().stream()
                    .filter(each -> each.getKey().endsWith("." + field.getIdentifier()))
                    .filter(each ->
                            isHere(each.getKey().substring(0, each.getKey().indexOf('.')), at))
                    .map(Map.Entry::getValue)
                    .flatMap(each -> {
                        constants = Math.max(constants, each.size());
                        return texts(each.get(Math.min(constant, each.size() - 1)), at).stream();
                    })
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /// Whether the file declares or may use the enum nested in this class.
        private boolean isHere(String outer, TreePath at) {
            return className(at).equals(outer)
                    || unit.getTypeDecls().stream()
                            .anyMatch(each -> each instanceof ClassTree type
                                    && type.getSimpleName().contentEquals(outer));
        }

        private Set<String> named(String name, TreePath at) {
            var method = enclosing(at);
            if (method != null) {
                var local = new Locals(name);
                local.scan(method, null);
                if (local.value != null) {
                    var texts = texts(local.value, at);
                    for (var part : local.appended) {
                        texts = each(texts, texts(part, at), String::concat);
                    }
                    return texts;
                }
                var index = method.getParameters().stream()
                        .map(each -> each.getName().toString())
                        .toList()
                        .indexOf(name);
                if (index >= 0) {
                    return passed(method, index);
                }
            }
            for (var around = at; around != null; around = around.getParentPath()) {
                if (around.getLeaf() instanceof ClassTree type) {
                    var known = values.get(type.getSimpleName() + "." + name);
                    if (known != null) {
                        return texts(known, around);
                    }
                }
            }
            return Set.of();
        }

        /// What this file's calls of the method pass for one parameter.
        private Set<String> passed(MethodTree method, int index) {
            var texts = new LinkedHashSet<String>();
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                    if (call.getMethodSelect() instanceof IdentifierTree name
                            && name.getName().equals(method.getName())
                            && call.getArguments().size()
                                    == method.getParameters().size()) {
                        texts.addAll(texts(call.getArguments().get(index), getCurrentPath()));
                    }
                    return super.visitMethodInvocation(call, null);
                }

                private Set<String> texts(ExpressionTree expression, TreePath at) {
                    return Calls.this.texts(expression, at);
                }
            }.scan(unit, null);
            return texts;
        }

        private static @Nullable MethodTree enclosing(TreePath path) {
            for (var at = path; at != null; at = at.getParentPath()) {
                if (at.getLeaf() instanceof MethodTree method) {
                    return method;
                }
            }
            return null;
        }
    }

    /// A local variable of a method: what it starts as, and what is appended to it.
    private static final class Locals extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final String name;
        private final List<ExpressionTree> appended = new ArrayList<>();
        private @Nullable ExpressionTree value;

        Locals(String name) {
            this.name = name;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            if (variable.getName().contentEquals(name) && variable.getInitializer() != null) {
                value = variable.getInitializer();
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            super.visitMethodInvocation(call, null);
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("append")
                    && root(select.getExpression()).equals(name)) {
                appended.add(call.getArguments().getFirst());
            }
            return null;
        }

        private static String root(ExpressionTree expression) {
            return expression instanceof MethodInvocationTree call
                            && call.getMethodSelect() instanceof MemberSelectTree on
                    ? root(on.getExpression())
                    : expression.toString();
        }
    }

    private static Set<String> either(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Set.of();
        }
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> each(Set<String> ones, Set<String> others, BinaryOperator<String> combine) {
        if ((long) ones.size() * others.size() > ALTERNATIVES_MAX) {
            throw new IllegalStateException(
                    "too many alternatives: " + ones.iterator().next());
        }
        return ones.stream()
                .flatMap(one -> others.stream().map(other -> combine.apply(one, other)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
