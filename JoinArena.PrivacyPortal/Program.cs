using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;

var builder = WebApplication.CreateBuilder(args);
builder.AddData();
builder.AddAccess();
builder.AddShell();
builder.AddPolicies();
builder.AddWorkers();
builder.AddNotifications();
builder.AddAcceptance();
builder.AddDisclosures();

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
app.UseShell();
app.MapShell();
app.MapPolicies();
app.MapWorkers();
app.MapDisclosures();
await app.RunAsync();

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program;
