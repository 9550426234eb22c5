using System.Data.Common;
using System.Diagnostics;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>
/// Notes the statements a portal runs to answer requests, as the database gets them. What runs by itself in the
/// background is left out.
/// </summary>
internal sealed class StatementRecorder
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private static readonly HttpContextAccessor s_requests = new();

    private readonly string _database;
    private readonly List<Statement> _seen = [];
    private readonly List<IDisposable> _subscriptions = [];

    private StatementRecorder(string database) => _database = database;

    /// <summary>Begins to note what is run on this database.</summary>
    public static async Task<StatementRecorder> StartAsync(IDbContextFactory<PortalDbContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var statements = new StatementRecorder(NameOf(db.Database.GetDbConnection()));
        statements._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(statements));
        return statements;
    }

    /// <summary>What has been run since this was asked last, each statement once.</summary>
    public IReadOnlyList<Statement> TakeRecorded()
    {
        lock (_seen)
        {
            Statement[] seen = [.. _seen.DistinctBy(s => s.Sql)];
            _seen.Clear();
            return seen;
        }
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Value is not CommandEventData { Command: var command }
            || s_requests.HttpContext is null
            || NameOf(command.Connection!) != _database
        )
        {
            return;
        }

        var statement = new Statement(
            command.CommandText,
            [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]
        );
        lock (_seen)
            _seen.Add(statement);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private static string NameOf(DbConnection connection) => $"{connection.DataSource} {connection.Database}";
}

/// <summary>One statement, with what it was given.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    /// <summary>What the database says to a question about it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="question">What comes before it, such as <c>EXPLAIN</c>.</param>
    /// <param name="column">Which column of the answer.</param>
    public async Task<IReadOnlyList<string>> QueryAsync(PortalDbContext db, string question, int column)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"{question} {Sql}";
        foreach (var (name, value) in Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        var answer = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            answer.Add(reader.GetString(column));
        return answer;
    }
}
