namespace Gantry.Fleet.Matching;

/// <summary>Why a job does not start on a printer now, as programs tell it apart.</summary>
public enum WaitCode
{
    /// <summary>It prints something else.</summary>
    Busy,

    /// <summary>Nobody has confirmed that the plate is clear.</summary>
    PlateNotClear,

    /// <summary>There is no connection.</summary>
    Offline,

    /// <summary>It is switched off in gantry.</summary>
    Disabled,

    /// <summary>Somebody works on it.</summary>
    Maintenance,

    /// <summary>Its firmware has halted, or a print on it was interrupted.</summary>
    Error,

    /// <summary>The job is for another model.</summary>
    Model,

    /// <summary>It lacks a tag.</summary>
    Tag,

    /// <summary>Another material is loaded.</summary>
    Material,

    /// <summary>Another colour is loaded.</summary>
    Colour,

    /// <summary>It has another nozzle.</summary>
    Nozzle,

    /// <summary>The part is too large.</summary>
    Size,

    /// <summary>It cannot become so hot.</summary>
    Temperature,

    /// <summary>It has too few tools.</summary>
    Tools,

    /// <summary>The job names other printers.</summary>
    OtherPrinter,

    /// <summary>The job is for later.</summary>
    NotBefore,

    /// <summary>It is outside the working hours.</summary>
    WorkingHours,

    /// <summary>Too many printers heat up at once.</summary>
    Power,

    /// <summary>The job, or the whole queue, is held.</summary>
    Held,

    /// <summary>An operator must approve the job.</summary>
    Approval,
}
