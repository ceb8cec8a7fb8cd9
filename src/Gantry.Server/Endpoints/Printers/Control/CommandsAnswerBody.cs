using Gantry.Printing.Control;

namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>What the firmware said.</summary>
/// <param name="Answers">To each command, as far as it was heard.</param>
/// <param name="Done">Whether the firmware has acknowledged the last one.</param>
/// <param name="Note">What is known otherwise, for people; null when it is done.</param>
internal sealed record CommandsAnswerBody(IReadOnlyList<CommandAnswer> Answers, bool Done, string? Note)
{
    /// <summary>The server died after it had noted the commands or while it waited for the answers, or the connection was lost.</summary>
    public static CommandsAnswerBody Lost { get; } =
        new(
            [],
            false,
            "These commands were taken before, and what the printer answered is not known any more. Look at the printer before you send anything again."
        );
}
