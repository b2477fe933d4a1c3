using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Cli.Tests.Commands;

public sealed class KeyNewCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_FreshName_WritesAKeyAndSaysToKeepIt()
    {
        Assert.Equal(ExitCodes.Success, _program.Run("key", "new", _folder["k"]));

        var loaded = ProjectKeyFile.Load(_folder["k"]);
        Assert.False(loaded.IsReadableByOthers);
        Assert.Contains(loaded.Key.Fingerprint, _program.Out, StringComparison.Ordinal);
        Assert.Contains("Keep it safe", _program.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(File.ReadAllText(_folder["k"]).Trim(), _program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void New_FileExists_IsRefusedAndLeftAlone()
    {
        var path = _folder.Write("k", "precious");

        Assert.Equal(ExitCodes.Failed, _program.Run("key", "new", path));

        Assert.Equal("precious", File.ReadAllText(path));
        Assert.Contains("never overwritten", _program.Error, StringComparison.Ordinal);
        Assert.Empty(_program.Out);
    }
}
