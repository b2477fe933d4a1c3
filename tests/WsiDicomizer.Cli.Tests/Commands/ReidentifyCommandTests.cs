using System.Security.Cryptography;
using WsiDicomizer.Cli.Tests.Fakes;

namespace WsiDicomizer.Cli.Tests.Commands;

public sealed class ReidentifyCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestProgram _program = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("convert")]
    [InlineData("deidentify")]
    public void EncryptFor_ProfileThatKeepsEverything_IsAContradiction(string command)
    {
        var exitCode = _program.Run(command, "a", "-o", _folder["out"], "-p", "identified", "--encrypt-for", "c.pem");

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("profile identified keeps everything", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData("convert")]
    [InlineData("deidentify")]
    public void EncryptFor_NoSuchFile_NothingIsDone(string command)
    {
        var exitCode = _program.Run(command, "a", "-o", _folder["out"], "--encrypt-for", _folder["none.pem"]);

        Assert.Equal(ExitCodes.Usage, exitCode);
        Assert.Contains("none.pem: there is no such file", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Reidentify_WithoutAKey_IsAUsageMistake()
    {
        Assert.Equal(ExitCodes.Usage, _program.Run("reidentify", "a", "-o", _folder["out"]));
        Assert.Contains("--private-key", _program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reidentify_KeyThatIsNone_NothingIsDone()
    {
        File.WriteAllText(_folder["key"], "Quetzalcoatl");

        Assert.Equal(ExitCodes.Usage, _program.Run("reidentify", "a", "-o", _folder["out"], "--private-key", _folder["key"]));
        Assert.Contains("expected one private RSA key in PEM", _program.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Quetzal", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void Reidentify_NothingThatIsDicom_SaysSo()
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(_folder["key"], key.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllText(Path.Combine(_folder["in"], "a.txt"), "text");

        var exitCode = _program.Run("reidentify", _folder["in"], "-o", _folder["out"], "--private-key", _folder["key"]);

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("no DICOM instance among 1 file", _program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
