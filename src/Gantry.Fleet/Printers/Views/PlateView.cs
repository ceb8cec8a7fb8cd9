using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers.Views;

/// <summary>What lies on a plate.</summary>
/// <param name="State">As far as somebody said.</param>
/// <param name="Since">Since when.</param>
/// <param name="PrintId">The print that lies there.</param>
public sealed record PlateView(PlateState State, DateTimeOffset Since, long? PrintId);
