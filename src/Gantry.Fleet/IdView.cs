namespace Gantry.Fleet;

/// <summary>Which thing an event is about, when there is nothing else to tell.</summary>
/// <param name="Id">Its id.</param>
public sealed record IdView(long Id);
