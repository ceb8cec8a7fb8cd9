using Gantry.Printing.Control;

namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>What the firmware said.</summary>
/// <param name="Answers">To each command.</param>
internal sealed record CommandsAnswerBody(IReadOnlyList<CommandAnswer> Answers);
