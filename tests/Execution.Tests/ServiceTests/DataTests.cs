using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

/// <summary>ADO.NET through its base types, its interfaces, and a provider of the framework's own (the in-memory data table reader).</summary>
[Collection(nameof(Services))]
public class DataTests
{
    /// <summary>A provider whose commands answer from a table. Its types are the program's own, so that only calls through the base types are service calls.</summary>
    private const string Provider =
        """
        #nullable disable
        sealed class Db : DbConnection
        {
            private ConnectionState _state;
            public override string ConnectionString { get; set; }
            public override string Database => "db"; public override string DataSource => ""; public override string ServerVersion => "1";
            public override ConnectionState State => _state;
            public override void ChangeDatabase(string databaseName) { }
            public override void Open() => _state = ConnectionState.Open;
            public override void Close() => _state = ConnectionState.Closed;
            protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Tx(this);
            protected override DbCommand CreateDbCommand() => new Cmd { Connection = this };
        }
        sealed class Tx(Db db) : DbTransaction
        {
            public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;
            protected override DbConnection DbConnection => db;
            public override void Commit() { }
            public override void Rollback() { }
        }
        sealed class Cmd : DbCommand
        {
            public override string CommandText { get; set; } public override int CommandTimeout { get; set; } public override CommandType CommandType { get; set; }
            public override bool DesignTimeVisible { get; set; } public override UpdateRowSource UpdatedRowSource { get; set; }
            protected override DbConnection DbConnection { get; set; } protected override DbParameterCollection DbParameterCollection => null; protected override DbTransaction DbTransaction { get; set; }
            public override void Cancel() { } public override void Prepare() { }
            protected override DbParameter CreateDbParameter() => null;
            public override int ExecuteNonQuery() => CommandText == "fail" ? throw new InvalidOperationException("no such table") : 3;
            public override object ExecuteScalar() => 42;
            protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
            {
                var table = new DataTable();
                table.Columns.Add("blob", typeof(byte[]));
                table.Rows.Add(new byte[64]);
                table.Rows.Add(new byte[32]);
                return table.CreateDataReader();
            }
        }

        """;

    [Fact]
    public void Commands_and_rows_of_any_provider_are_service_calls() => Services.Agree(
        "Data",
        Provider + """
        static class Program
        {
            public static string Run()
            {
                using DbConnection db = new Db();
                db.Open();
                using var transaction = db.BeginTransaction();
                using DbCommand command = db.CreateCommand();
                command.CommandText = "insert";
                var trace = command.ExecuteNonQuery() + "," + command.ExecuteScalar() + "," + command.ExecuteNonQueryAsync().Result + ",";
                using (DbDataReader rows = command.ExecuteReader())
                {
                    var buffer = new byte[50];
                    while (rows.Read())
                        trace += rows.GetBytes(0, 0, null, 0, 0) + ":" + rows.GetBytes(0, 0, buffer, 0, 50) + ",";
                }
                transaction.Commit();
                return trace;
            }
        }
        """,
        "3,42,3,64:50,32:32,",
        "System.Data.Common.DbConnection.Open 1 - -", "System.Data.Common.DbConnection.BeginTransaction 1 - -", "System.Data.Common.DbCommand.ExecuteNonQuery 1 - -",
        "System.Data.Common.DbCommand.ExecuteNonQueryAsync 1 - -", "System.Data.Common.DbCommand.ExecuteScalar 1 - -", "System.Data.Common.DbCommand.ExecuteReader 1 - -",
        "System.Data.Common.DbDataReader.Read 3 - -", "System.Data.Common.DbDataReader.GetBytes 4 82 -", "System.Data.Common.DbTransaction.Commit 1 - -");

    [Fact]
    public void Through_the_interfaces_too_and_faults_are_the_providers() => Services.Agree(
        "Data",
        Provider + """
        static class Program
        {
            public static string Run()
            {
                using IDbConnection db = new Db();
                db.Open();
                using IDbCommand command = db.CreateCommand();
                command.CommandText = "fail";
                try { return command.ExecuteNonQuery().ToString(); }
                catch (InvalidOperationException e) { return e.Message + command.ExecuteScalar(); }
            }
        }
        """,
        "no such table42",
        "System.Data.IDbConnection.Open 1 - -", "System.Data.IDbCommand.ExecuteNonQuery 1 - -", "System.Data.IDbCommand.ExecuteScalar 1 - -");
}
