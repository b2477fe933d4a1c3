using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Fuzz.Running;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Key files and patterns of pseudonyms.</summary>
internal sealed class KeyFileTarget : FuzzTarget
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    public override string Name => "key-file";

    public override IReadOnlyList<string> EntryPoints => ["ProjectKeyFile.Load", "PseudonymPattern.TryParse"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DeidentificationException)];

    public override IReadOnlyList<string> Secrets => [Key[..32]];

    public override IReadOnlyList<string> Tokens => ["\n", "\r\n", "\uFEFF", "{", "}", "S-{8}"];

    public override IEnumerable<byte[]> CreateSeeds() =>
        [System.Text.Encoding.ASCII.GetBytes(Key + "\n"), System.Text.Encoding.ASCII.GetBytes(Key.ToUpperInvariant())];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var text = System.Text.Encoding.Latin1.GetString(input.Span);
        FuzzPropertyException.Require(
            PseudonymPattern.TryParse(text, out var pattern) == pattern is not null, "a pattern exactly where it could be read");
        var loaded = ProjectKeyFile.Load(WriteFile(input));
        FuzzPropertyException.Require(loaded.Key.Fingerprint.Length > 0, "a key with a fingerprint");
    }
}
