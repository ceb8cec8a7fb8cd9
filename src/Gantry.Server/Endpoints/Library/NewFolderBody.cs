namespace Gantry.Server.Endpoints.Library;

/// <summary>A folder that is to be made.</summary>
/// <param name="Name">The name.</param>
/// <param name="ParentId">The folder to make it in; 0 is the one that holds all others.</param>
internal sealed record NewFolderBody(string Name, long? ParentId = null);
