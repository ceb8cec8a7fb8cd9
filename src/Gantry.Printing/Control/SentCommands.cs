namespace Gantry.Printing.Control;

/// <summary>Commands that a printer has taken: it does them, unless the connection is lost.</summary>
/// <param name="done">Ends with the answers.</param>
/// <param name="soFar">Asks for those that were heard by now.</param>
public sealed class SentCommands(
    Task<IReadOnlyList<CommandAnswer>> done,
    Func<Task<IReadOnlyList<CommandAnswer>>> soFar
)
{
    /// <summary>Ends with what the firmware said to each, when it has acknowledged the last one.</summary>
    /// <exception cref="PrinterRefusedException">The connection was lost before they were done.</exception>
    public Task<IReadOnlyList<CommandAnswer>> Done { get; } = done;

    /// <summary>What the firmware has said to each by now.</summary>
    public Task<IReadOnlyList<CommandAnswer>> SoFarAsync() => soFar();
}
