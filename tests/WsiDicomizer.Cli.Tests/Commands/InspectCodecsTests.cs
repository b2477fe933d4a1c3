using System.Text.Json;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Commands;

public sealed class InspectCodecsTests
{
    private readonly TestProgram _program = new();

    [Fact]
    public void Codecs_AsText_TellsEveryLibraryAndItsState()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", "--codecs"));

        foreach (var library in new[] { "libturbojpeg", "libopenjp2", "libcharls", "libwsijph", "libjxl", "libzstd", "built in" })
        {
            Assert.Contains(library, _program.Out, StringComparison.Ordinal);
        }

        Assert.Contains("available", _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Codecs_AsJson_IsOneDocumentThatSaysWhatIsLostWithoutEach()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("inspect", "--codecs", "--json"));

        using var document = JsonDocument.Parse(_program.Out);
        foreach (var codec in document.RootElement.EnumerateArray())
        {
            Assert.NotEmpty(codec.GetProperty("neededFor").GetString()!);
            var hasProblem = codec.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.String;
            Assert.Equal(codec.GetProperty("available").GetBoolean(), !hasProblem);
        }
    }

    [Theory]
    [InlineData("--codecs lists codecs", "inspect", "--codecs", "a.svs")]
    [InlineData("--codecs lists codecs", "inspect", "--codecs", "--inventory")]
    public void Codecs_WithWhatDoesNotGoWithIt_IsRefused(string message, params string[] arguments)
    {
        Assert.Equal(ExitCodes.Usage, _program.Run(arguments));

        Assert.Contains(message, _program.Error, StringComparison.Ordinal);
    }
}
