using System.CommandLine;
using System.Reflection;
using Gantry.Cli;

namespace Gantry.Tests.Cli;

/// <summary>What a verb declares is what its user can say.</summary>
public sealed class DeclaredOptionsTests
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string> Verbs =>
        [
            .. typeof(ExitCode)
                .Assembly.GetTypes()
                .Where(t => Maker(t) is not null)
                .Select(t => t.FullName!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void No_option_of_a_verb_is_forgotten(string type)
    {
        Type verb = typeof(ExitCode).Assembly.GetType(type, throwOnError: true)!;
        int declared = verb.GetFields(Any).Count(f => typeof(Option).IsAssignableFrom(f.FieldType));

        var command = (Command)Maker(verb)!.Invoke(null, null)!;

        Options(command).Distinct().Count().ShouldBeGreaterThanOrEqualTo(declared);
    }

    private static MethodInfo? Maker(Type type) =>
        type.GetMethod("Create", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, []) is { } maker
        && typeof(Command).IsAssignableFrom(maker.ReturnType)
            ? maker
            : null;

    private static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Subcommands.SelectMany(Options));
}
