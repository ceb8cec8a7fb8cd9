namespace Gantry.Server.Endpoints.Library;

/// <summary>What is to be changed of a folder; what is left out stays.</summary>
internal sealed record FolderPatch
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The folder to move it to.</summary>
    public long? ParentId { get; init; }
}
