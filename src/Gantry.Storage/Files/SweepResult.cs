namespace Gantry.Storage.Files;

/// <summary>What a sweep removed.</summary>
/// <param name="Uploads">Remains of uploads that died.</param>
/// <param name="Contents">Bytes that nothing referred to; what came out of packed ones goes with them and is not counted.</param>
public sealed record SweepResult(int Uploads, int Contents);
