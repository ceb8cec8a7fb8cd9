using System.Text.Json.Serialization;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Server.Endpoints.Library;
using Gantry.Server.Endpoints.People;
using Gantry.Server.Endpoints.Site;
using Gantry.Server.Http;
using Gantry.Server.Layers;
using Gantry.Server.Problems;
using Gantry.Storage.Audit;

namespace Gantry.Server.Json;

/// <summary>
/// Everything that goes in or out as JSON, written and read by code that was made at build time; what is the fleet's own, as
/// printers and jobs, is in <c>FleetJson</c>. <see cref="JsonForm"/> says how it looks.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(UtcTimeConverter)]
)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(InfoBody))]
[JsonSerializable(typeof(SetupBody))]
[JsonSerializable(typeof(SetupStateBody))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(ListBody<UserBody>))]
[JsonSerializable(typeof(NewUserBody))]
[JsonSerializable(typeof(UserPatch))]
[JsonSerializable(typeof(MePatch))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(OwnPasswordBody))]
[JsonSerializable(typeof(QuotaUsage))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(ListBody<KeyBody>))]
[JsonSerializable(typeof(NewKeyBody))]
[JsonSerializable(typeof(ListBody<QuotaEntry>))]
[JsonSerializable(typeof(QuotaEntry))]
[JsonSerializable(typeof(Quota))]
[JsonSerializable(typeof(PageBody<AuditBody>))]
[JsonSerializable(typeof(AuditCheck))]
[JsonSerializable(typeof(FileBody))]
[JsonSerializable(typeof(PageBody<FileBody>))]
[JsonSerializable(typeof(FileChange))]
[JsonSerializable(typeof(ListBody<TagBody>))]
[JsonSerializable(typeof(FolderBody))]
[JsonSerializable(typeof(ListBody<FolderBody>))]
[JsonSerializable(typeof(NewFolderBody))]
[JsonSerializable(typeof(FolderPatch))]
[JsonSerializable(typeof(LayerListBody))]
[JsonSerializable(typeof(LayerBody))]
internal sealed partial class ServerJson : JsonSerializerContext;
