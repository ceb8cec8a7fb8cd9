using System.Text.Json.Serialization;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;
using Gantry.Server.Endpoints.History;
using Gantry.Server.Endpoints.Library;
using Gantry.Server.Endpoints.People;
using Gantry.Server.Endpoints.Ports;
using Gantry.Server.Endpoints.Printers;
using Gantry.Server.Endpoints.Printers.Control;
using Gantry.Server.Endpoints.Queue;
using Gantry.Server.Endpoints.Settings;
using Gantry.Server.Endpoints.Site;
using Gantry.Server.Endpoints.Storage;
using Gantry.Server.Http;
using Gantry.Server.Layers;
using Gantry.Server.Live;
using Gantry.Server.Problems;
using Gantry.Storage.Audit;

namespace Gantry.Server.Json;

/// <summary>
/// What goes in or out as JSON, written and read by code that was made at build time; what is the fleet's own, as printers and
/// jobs, is not in here, because generated readers forget defaults. <see cref="JsonForm"/> says how it looks.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTime)])]
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
[JsonSerializable(typeof(PartUploadBody))]
[JsonSerializable(typeof(ListBody<TagBody>))]
[JsonSerializable(typeof(FolderBody))]
[JsonSerializable(typeof(ListBody<FolderBody>))]
[JsonSerializable(typeof(NewFolderBody))]
[JsonSerializable(typeof(FolderPatch))]
[JsonSerializable(typeof(LayerListBody))]
[JsonSerializable(typeof(LayerBody))]
[JsonSerializable(typeof(ActionBody))]
[JsonSerializable(typeof(ActionsBody))]
[JsonSerializable(typeof(ActionResultsBody))]
[JsonSerializable(typeof(TemperatureBody))]
[JsonSerializable(typeof(JogBody))]
[JsonSerializable(typeof(HomeBody))]
[JsonSerializable(typeof(FanBody))]
[JsonSerializable(typeof(FactorsBody))]
[JsonSerializable(typeof(ExtrudeBody))]
[JsonSerializable(typeof(PromptBody))]
[JsonSerializable(typeof(CommandsBody))]
[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(ListBody<LogBody>))]
[JsonSerializable(typeof(PortActionBody))]
[JsonSerializable(typeof(TerminalBody))]
[JsonSerializable(typeof(MaintenanceBody))]
[JsonSerializable(typeof(MaintenanceEntryBody))]
[JsonSerializable(typeof(MaintenanceLogBody))]
[JsonSerializable(typeof(MoveBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(VerdictBody))]
[JsonSerializable(typeof(SettingsBody))]
[JsonSerializable(typeof(SettingsPatch))]
[JsonSerializable(typeof(BackupBody))]
[JsonSerializable(typeof(StorageBody))]
[JsonSerializable(typeof(HelloBody))]
[JsonSerializable(typeof(BeatBody))]
internal sealed partial class ServerJson : JsonSerializerContext;
