namespace Gantry.Fleet.Events;

/// <summary>The kinds of events, by the names that the API gives them.</summary>
public static class EventTopics
{
    /// <summary>The parts of a printer that change.</summary>
    public const string Printer = "printer";

    /// <summary>A printer is gone.</summary>
    public const string PrinterRemoved = "printer.removed";

    /// <summary>A job.</summary>
    public const string Job = "job";

    /// <summary>A job is gone.</summary>
    public const string JobRemoved = "job.removed";

    /// <summary>The queue was paused, or goes on.</summary>
    public const string Queue = "queue";

    /// <summary>A file of the library.</summary>
    public const string File = "file";

    /// <summary>A file is gone.</summary>
    public const string FileRemoved = "file.removed";

    /// <summary>A print.</summary>
    public const string Print = "print";

    /// <summary>A serial port or its share.</summary>
    public const string Port = "port";

    /// <summary>A serial port was taken out of the port book.</summary>
    public const string PortRemoved = "port.removed";

    /// <summary>Something that a person should know.</summary>
    public const string Notice = "notice";

    /// <summary>The first event of every listener.</summary>
    public const string Hello = "hello";

    /// <summary>The listener has missed something: read everything again.</summary>
    public const string Reset = "reset";
}
