namespace Gantry.Printing.Jobs;

/// <summary>How an interrupted print goes on.</summary>
/// <param name="Commands">The commands to send first, in order.</param>
/// <param name="FirstCommand">The number of the file's command to go on with behind them.</param>
/// <param name="Warnings">What a person should know before.</param>
public sealed record LayerResumePlan(IReadOnlyList<string> Commands, long FirstCommand, IReadOnlyList<string> Warnings);
