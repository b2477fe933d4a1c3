using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Fuzz.Seeds;

namespace WsiDicomizer.Fuzz.Hostile;

/// <summary>Profiles and key files that ask for too much are refused, with the limit or the fault in the message.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly ScratchFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Parse_Nested100000Deep_IsRefusedAsTooDeep(string level)
    {
        var text = "name: " + string.Concat(Enumerable.Repeat(level, 100_000));

        Refusal.Of<DeidentificationException>(
            "too deep|not valid YAML", () => ProfileParser.Parse(text, "a.yaml"), inputLength: 16 * text.Length);
    }

    [Fact]
    public void Parse_AliasesOfAliases_IsRefused()
    {
        var lines = Enumerable.Range(1, 30).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 10))}]");

        Refusal.Of<DeidentificationException>(
            "aliases", () => ProfileParser.Parse("a0: &a0 [x]\n" + string.Join('\n', lines), "a.yaml"));
    }

    [Fact]
    public void Load_ProfileLongerThanTheLimit_IsRefused()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file.Write("x"u8.ToArray()))!, "large.yaml");
        File.WriteAllText(path, "name: a\n" + new string('#', 2 << 20));

        Refusal.Of<DeidentificationException>(
            "long|large|bytes", () => new ProfileCatalog(Path.GetDirectoryName(path)!).Load(path));
    }

    [Fact]
    public void Load_KeyFileOfManyMegabytes_IsRefusedAfterItsFirstBytes() =>
        Refusal.Of<DeidentificationException>(
            "not a key file", () => ProjectKeyFile.Load(_file.Write(Enumerable.Repeat((byte)'a', 64 << 20).ToArray())), 64 << 20);
}
