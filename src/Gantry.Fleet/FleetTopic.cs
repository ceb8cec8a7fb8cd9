namespace Gantry.Fleet;

/// <summary>What the rooms of the fleet tell each other through the database's change feed; the text is the id.</summary>
internal static class FleetTopic
{
    public const string Printer = "printer";
    public const string PrinterRemoved = "printer.removed";
    public const string Job = "job";
    public const string JobRemoved = "job.removed";
    public const string Print = "print";
    public const string Queue = "queue";
    public const string Settings = "settings";
    public const string Outbox = "outbox";
}
