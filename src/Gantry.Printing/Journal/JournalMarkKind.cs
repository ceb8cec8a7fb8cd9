using System.Text.Json.Serialization;

namespace Gantry.Printing.Journal;

/// <summary>What can happen to a job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalMarkKind>))]
public enum JournalMarkKind
{
    /// <summary>The file's lines are held from this number on.</summary>
    Paused,

    /// <summary>The file's lines go on.</summary>
    Resumed,

    /// <summary>The job was given up: what follows are lines of the cancel script.</summary>
    Cancelled,

    /// <summary>It cannot go on by itself; a person decides.</summary>
    Interrupted,

    /// <summary>Something worth knowing happened; it changes nothing.</summary>
    Noted,

    /// <summary>It is over.</summary>
    Ended,
}
