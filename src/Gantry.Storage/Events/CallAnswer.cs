namespace Gantry.Storage.Events;

/// <summary>What a call was answered, for when it comes again.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Body">The body; empty when there was none.</param>
/// <param name="Location">Where what was made is; empty when nothing was said.</param>
/// <param name="ETag">Its version, in quotes; empty when nothing was said.</param>
public sealed record CallAnswer(int Status, byte[] Body, string Location = "", string ETag = "");
