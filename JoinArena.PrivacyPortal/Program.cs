using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

var builder = WebApplication.CreateBuilder(args);
builder.AddData();
builder.AddAccess();
builder.AddWorkers();

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.MapWorkers();
await app.RunAsync();

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program;
