namespace Gantry.Printing.Jobs;

/// <summary>Why a job cannot begin or go on.</summary>
public enum JobError
{
    /// <summary>There is no such file, or it cannot be read.</summary>
    FileMissing,

    /// <summary>The file is no G-code, or holds what cannot be sent.</summary>
    BadFile,

    /// <summary>There is no interrupted job to go on with.</summary>
    NothingToResume,

    /// <summary>The file is not the one that the job began with.</summary>
    OtherFile,

    /// <summary>The job began on another printer.</summary>
    OtherPrinter,

    /// <summary>The journal cannot be read or written.</summary>
    Journal,

    /// <summary>Somebody else has the journal open.</summary>
    JournalHeld,
}
