using System.CommandLine;

namespace Gantry.Cli.Server;

/// <summary>Makes verbs that speak with a server.</summary>
internal static class ServerVerb
{
    /// <summary>A verb, or a part of one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="symbols">Its own arguments and options.</param>
    /// <param name="run">Does it.</param>
    public static Command Create(
        string name,
        string description,
        IReadOnlyList<Symbol> symbols,
        Func<ParseResult, ServerClient, CancellationToken, Task> run
    )
    {
        Command command = new Command(name, description).WithServer();
        foreach (Symbol symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else if (symbol is Option option)
                command.Add(option);
        command.SetAction(
            (arguments, stop) =>
                Trouble.GuardAsync(
                    VerbName.Of(arguments),
                    async () =>
                    {
                        using ServerClient server = ServerArguments.Connect(arguments);
                        await run(arguments, server, stop);
                        return ExitCode.Ok;
                    },
                    arguments.InvocationConfiguration.Error
                )
        );
        return command;
    }

    /// <summary>For verbs that have no other end than that somebody stops them, which is then as it should be.</summary>
    public static Func<ParseResult, ServerClient, CancellationToken, Task> UntilStopped(
        Func<ParseResult, ServerClient, CancellationToken, Task> run
    ) =>
        async (arguments, server, stop) =>
        {
            try
            {
                await run(arguments, server, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Somebody has seen enough.
            }
        };

    /// <summary>Adds parts to a verb.</summary>
    public static Command With(this Command command, params Command[] parts)
    {
        foreach (Command part in parts)
            command.Add(part);
        return command;
    }
}
