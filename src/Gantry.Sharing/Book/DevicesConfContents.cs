namespace Gantry.Sharing.Book;

/// <summary>What a <see cref="DevicesConf"/> holds.</summary>
/// <param name="Entries">Its devices, each known by its serial number or by its name alone.</param>
/// <param name="Problems">Lines that were of no use, and why.</param>
public sealed record DevicesConfContents(IReadOnlyList<PortEntry> Entries, IReadOnlyList<string> Problems);
