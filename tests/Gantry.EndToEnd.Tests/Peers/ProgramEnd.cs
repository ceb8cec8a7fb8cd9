namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>How a program ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">What it wrote to its error stream.</param>
internal sealed record ProgramEnd(int Status, string Output, string Errors);
