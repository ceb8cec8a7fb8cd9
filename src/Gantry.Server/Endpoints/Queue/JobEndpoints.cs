using Gantry.Fleet.Jobs;
using Gantry.Fleet.Queue;
using Gantry.Server.Http;
using Gantry.Storage;

namespace Gantry.Server.Endpoints.Queue;

/// <summary>The jobs.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/jobs").WithTags("queue");
        group.MapGet("", Search);
        group.MapPost("", Add).Idempotent(LostAnswers.Job);
        group.MapGet("/{id:long}", Get);
        group.MapPatch("/{id:long}", Change);
        group.MapDelete("/{id:long}", Cancel);
        group.MapPost("/{id:long}/move", Move);
        group.MapPost("/{id:long}/hold", Hold);
        group.MapPost("/{id:long}/release", Release);
        group.MapPost("/{id:long}/approve", Approve);
        group.MapPost("/{id:long}/refuse", Refuse);
        group.MapPost("/{id:long}/duplicate", Duplicate).Idempotent(LostAnswers.Job);
    }

    private static async Task<PageBody<JobView>> Search(
        [AsParameters] JobFilter filter,
        [AsParameters] PageQuery page,
        HttpContext http,
        JobService jobs
    )
    {
        Page<JobView> found = await jobs.SearchAsync(
            http.Caller(),
            filter.ToQuery(),
            page.ToRequest(),
            http.RequestAborted
        );
        return PageBody<JobView>.From(found);
    }

    private static async Task<JobView> Add(NewJob body, HttpContext http, JobService jobs)
    {
        JobView job = await jobs.AddAsync(http.Caller(), body, http.RequestAborted);
        return http.Created(job, $"/jobs/{job.Id}", job.Version);
    }

    private static async Task<JobView> Get(long id, HttpContext http, JobService jobs, QueueService queue)
    {
        JobView job = await jobs.GetAsync(http.Caller(), id, http.RequestAborted);
        if (job.EndedAt is null)
            job = job with { Waits = await queue.ExplainAsync(http.Caller(), id, http.RequestAborted) };
        return http.WithVersion(job, job.Version);
    }

    private static async Task<JobView> Change(long id, JobEdit body, HttpContext http, JobService jobs) =>
        Answer(http, await jobs.ChangeAsync(http.Caller(), id, http.NeedVersion(), body, http.RequestAborted));

    private static async Task<JobView> Cancel(long id, HttpContext http, JobService jobs) =>
        Answer(http, await jobs.CancelAsync(http.Caller(), id, http.RequestAborted));

    private static async Task<JobView> Move(
        long id,
        MoveBody body,
        HttpContext http,
        JobService jobs,
        QueueService queue
    ) =>
        Answer(
            http,
            await jobs.MoveAsync(http.Caller(), id, await NextAsync(id, body, http, queue), http.RequestAborted)
        );

    private static async Task<JobView> Hold(long id, HttpContext http, JobService jobs, ReasonBody? body = null) =>
        Answer(http, await jobs.HoldAsync(http.Caller(), id, body?.Reason ?? "", http.RequestAborted));

    private static async Task<JobView> Release(long id, HttpContext http, JobService jobs) =>
        Answer(http, await jobs.ReleaseAsync(http.Caller(), id, http.RequestAborted));

    private static async Task<JobView> Approve(long id, HttpContext http, JobService jobs) =>
        Answer(http, await jobs.ApproveAsync(http.Caller(), id, http.FindVersion(), http.RequestAborted));

    private static async Task<JobView> Refuse(long id, HttpContext http, JobService jobs, ReasonBody? body = null) =>
        Answer(http, await jobs.RefuseAsync(http.Caller(), id, body?.Reason ?? "", http.RequestAborted));

    private static async Task<JobView> Duplicate(long id, HttpContext http, JobService jobs)
    {
        JobView job = await jobs.DuplicateAsync(http.Caller(), id, http.RequestAborted);
        return http.Created(job, $"/jobs/{job.Id}", job.Version);
    }

    /// <summary>After a job is before the one that comes next, the moved one itself not counted.</summary>
    private static async Task<long?> NextAsync(long id, MoveBody body, HttpContext http, QueueService queue)
    {
        if (body.Before is not null || body.After is not { } after)
            return body.Before;
        QueueView view = await queue.GetAsync(http.Caller(), http.RequestAborted);
        return view.Items.Where(j => j.Id != id).SkipWhile(j => j.Id != after).Skip(1).FirstOrDefault()?.Id;
    }

    private static JobView Answer(HttpContext http, JobView job) => http.WithVersion(job, job.Version);
}
