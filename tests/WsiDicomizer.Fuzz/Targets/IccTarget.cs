using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Icc;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Slides.Icc;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>ICC profiles: read, searched for identity, cleaned.</summary>
internal sealed class IccTarget : FuzzTarget
{
    public override string Name => "icc";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "IccProfile.Read", "IccProfile.TryRead", "IccIdentity.FindRecords", "IccProfileCleaner.TryClean", "IccProfileCleaner.Clean",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException), typeof(DeidentificationException)];

    public override IStructure Structure { get; } = new IccStructure();

    public override IReadOnlyList<string> Tokens =>
        ["mluc", "desc", "text", "curv", "para", "mft1", "mft2", "mAB ", "mBA ", "mpet", "cvst", "matf", "clut", "A2B0", "D2B0", "XYZ "];

    // Pieces of text are quoted one by one, and names may share their bytes: at most 64 of them for each of 256 tags.
    public override long AllocationLimit(int inputLength) => (32L << 20) + (1024L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        IccProfile.CreateSrgbInputDevice().Bytes.ToArray(),
        IccProfileCleaner.CreateSubstitute(),
        MultiProcess("mpet"),
        MultiProcess("mAB "),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        IccIdentity.FindRecords(input.Span, "page 0", position: 0);
        if (IccProfileCleaner.TryClean(input.Span, keepDate: false, IccCleaningLimits.Default, out var cleaned)
            == IccCleaningResult.Cleaned)
        {
            var again = IccProfileCleaner.Clean(cleaned, keepDate: false);
            FuzzPropertyException.Require(again.AsSpan().SequenceEqual(cleaned), "what is clean stays as it is");
        }

        var profile = IccProfile.Read(input.Span, IccLimits.Default);
        FuzzPropertyException.Require(profile.Bytes.Length <= input.Length, "the profile lies inside the bytes");
        profile.AsInputDevice();
    }

    // Our profile with one more element, of a type with inner offsets, in the place of the last.
    private static byte[] MultiProcess(string type)
    {
        var profile = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        var last = 132 + (12 * (profile[131] - 1));
        byte[] element =
        [
            .. System.Text.Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, 0, 3, 0, 3, 0, 0, 0, 1, 0, 0, 0, 24, 0, 0, 0, 24,
            .. "matf"u8, 0, 0, 0, 0, 0, 3, 0, 3, .. new byte[48],
        ];
        byte[] longer = [.. profile, .. element];
        Encoding(longer.AsSpan(last), type == "mpet" ? "D2B0" : "A2B0");
        Field.Big(last + 4, 4).Write(longer, (ulong)profile.Length);
        Field.Big(last + 8, 4).Write(longer, (ulong)element.Length);
        Field.Big(0, 4).Write(longer, (ulong)longer.Length);
        return longer;
    }

    private static void Encoding(Span<byte> place, string signature) =>
        System.Text.Encoding.ASCII.GetBytes(signature, place);
}
