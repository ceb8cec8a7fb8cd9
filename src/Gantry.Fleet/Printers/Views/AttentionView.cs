namespace Gantry.Fleet.Printers.Views;

/// <summary>Why a person is needed.</summary>
/// <param name="Kind">For what.</param>
/// <param name="Since">Since when.</param>
/// <param name="Text">In words.</param>
public sealed record AttentionView(AttentionKind Kind, DateTimeOffset Since, string Text);
