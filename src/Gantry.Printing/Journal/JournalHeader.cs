namespace Gantry.Printing.Journal;

/// <summary>Which job a journal is of. Everything that must be the same for the job to go on.</summary>
public sealed record JournalHeader
{
    /// <summary>The job's id.</summary>
    public required string JobId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The job's name, for people and scripts; null when it has none but the file's.</summary>
    public string? Name { get; init; }

    /// <summary>Who started it; null when nobody said.</summary>
    public string? Owner { get; init; }

    /// <summary>The file's name, for people.</summary>
    public required string FileName { get; init; }

    /// <summary>Where the file was.</summary>
    public required string FilePath { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal: number N must always mean the same bytes.</summary>
    public required string FileHash { get; init; }

    /// <summary>The file's commands.</summary>
    public required long Commands { get; init; }

    /// <summary>The first command of the file that is printed: 1, or that of a layer after an interrupted print.</summary>
    public long FirstCommand { get; init; } = 1;

    /// <summary>The line number of the stream's first line.</summary>
    public required long FirstNumber { get; init; }

    /// <summary>The printer's address.</summary>
    public required string Printer { get; init; }

    /// <summary>What the firmware said of itself (M115); empty when it said nothing.</summary>
    public required string Firmware { get; init; }

    /// <summary>The baud rate that was used.</summary>
    public int BaudRate { get; init; }
}
