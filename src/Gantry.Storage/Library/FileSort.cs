namespace Gantry.Storage.Library;

/// <summary>What a list of files is sorted by.</summary>
public enum FileSort
{
    /// <summary>By name, whatever the case.</summary>
    Name,

    /// <summary>By when they were brought.</summary>
    Uploaded,

    /// <summary>By bytes.</summary>
    Size,

    /// <summary>By the time to print.</summary>
    Time,

    /// <summary>By grams of filament.</summary>
    Filament,

    /// <summary>By when they were last printed.</summary>
    Printed,
}
