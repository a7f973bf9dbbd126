using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.InvalidSettingAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class InvalidSettingAnalyzerTests
{
    private const string Source = "class C;";

    [Theory]
    [InlineData("ShadowGenInclude", "Shop..Orders;Shop.Stock", "ShadowGenInclude has \"Shop..Orders\". The pattern has an empty segment: a dot stands between two names. Write \"Shop.Orders\". As it is, it is ignored.")]
    [InlineData("ShadowGenExclude", "**.A", "ShadowGenExclude has \"**.A\". '**' may stand at the end only. Write \"**\". As it is, it is ignored.")]
    [InlineData("ShadowGenMinimumSize", "small", "ShadowGenMinimumSize has \"small\". Write a number: 0 shadows methods of every size. As it is, it is ignored.")]
    [InlineData("ShadowGenMinimumSize", "-1", "ShadowGenMinimumSize has \"-1\". Write a number: 0 shadows methods of every size. As it is, it is ignored.")]
    [InlineData("ShadowGenExcludeCalls", "Load", "ShadowGenExcludeCalls has \"Load\". A method is named with its type: write \"Type.Load\". As it is, it is ignored.")]
    [InlineData("ShadowGenServiceCalls", "Http;Htpp", "ShadowGenServiceCalls has \"Htpp\". There is no such list of service calls. Write one of None, Http, Data, Files, Sockets, Grpc, Redis, All. As it is, it is ignored.")]
    [InlineData("ShadowGenServiceCalls", "1", "ShadowGenServiceCalls has \"1\". There is no such list of service calls. Write one of None, Http, Data, Files, Sockets, Grpc, Redis, All. As it is, it is ignored.")]
    public async Task A_property_that_cannot_be_read_is_told_with_what_to_write(string property, string value, string message) =>
        Assert.Equal([message], await Verify.MessagesAsync(Source, new Settings(new() { ["build_property." + property] = value })));

    [Fact]
    public async Task A_configuration_file_is_told_by_its_own_key_and_once()
    {
        var settings = new Settings(new() { ["build_property.ShadowGenInclude"] = "Shop" }, new() { ["shadowgen_include"] = "Shop..A, Shop..B", ["shadowgen_minimum_size"] = "x", ["shadowgen_service_calls"] = "Data, Disk" });

        Assert.Equal(
            ["shadowgen_include has \"Shop..A\"", "shadowgen_include has \"Shop..B\"", "shadowgen_minimum_size has \"x\"", "shadowgen_service_calls has \"Disk\""],
            (await Verify.MessagesAsync(Source, settings)).Select(message => message.Split(". ")[0]));
    }

    [Theory]
    [InlineData("a lot")]
    [InlineData("-1")]
    [InlineData("100.1")]
    [InlineData("5 %")]
    [InlineData("")]
    public async Task A_share_is_a_percentage(string value) => Assert.Equal(
        [$"shadowgen_hot_path_share has \"{value}\". Write a number of percent, 0 to 100: 100 looks for no hot path. As it is, it is ignored."],
        await Verify.MessagesAsync(Source, new Settings(new() { ["shadowgen_hot_path_share"] = value })));

    [Theory]
    [InlineData("0")]
    [InlineData(" 2.5 ")]
    [InlineData("100")]
    public async Task A_percentage_is_left_alone(string value) =>
        Assert.Empty(await Verify.MessagesAsync(Source, new Settings(new() { ["shadowgen_hot_path_share"] = value })));

    [Fact]
    public async Task Valid_settings_are_left_alone() => Assert.Empty(await Verify.MessagesAsync(Source, new Settings(new()
    {
        ["build_property.ShadowGenInclude"] = "Shop.**, Depot; Other.*",
        ["build_property.ShadowGenExclude"] = "",
        ["build_property.ShadowGenMinimumSize"] = "0",
        ["build_property.ShadowGenServiceCalls"] = "http;Data,ALL",
        ["build_property.ShadowGenExcludeCalls"] = "Store.Load;Shop.Store.*",
    })));

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync(Source);
}
