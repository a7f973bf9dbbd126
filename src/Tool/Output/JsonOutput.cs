using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShadowGen.Tool.Output;

/// <summary>What <c>--json</c> prints: indented, camel case, ASCII (all that could be markup elsewhere is escaped), null for what was not measured.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new FiniteNumbers(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    // JSON has no NaN.
    private sealed class FiniteNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(Math.Round(value, Math.Abs(value) >= 1000 ? 0 : 6));
            else writer.WriteNullValue();
        }
    }
}
