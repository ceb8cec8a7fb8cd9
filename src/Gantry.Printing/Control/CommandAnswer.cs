namespace Gantry.Printing.Control;

/// <summary>What the firmware said to a command.</summary>
/// <param name="Command">The command, as it was sent.</param>
/// <param name="Lines">What the firmware said while it ran, without acknowledgements and automatic reports; cut after 500 lines.</param>
public sealed record CommandAnswer(string Command, IReadOnlyList<string> Lines);
