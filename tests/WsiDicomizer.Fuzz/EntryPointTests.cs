using System.Reflection;
using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.InPlace;
using WsiDicomizer.Slides;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.Fuzz;

/// <summary>A parser is not done until it has a target: every public method that takes foreign bytes is in one.</summary>
public class EntryPointTests
{
    private static readonly Assembly[] Rooms =
        [typeof(DicomFile).Assembly, typeof(CodecException).Assembly, typeof(Slide).Assembly, typeof(DeidentificationEngine).Assembly];

    // Rooms of higher floors have targets too; what they read is files of ours and of people, so theirs are listed by hand.
    private static readonly Assembly[] Upstairs = [typeof(ConformanceChecker).Assembly, typeof(CaseDataFile).Assembly, typeof(SlideAnonymizer).Assembly];

    private static readonly Type[] Foreign =
    [
        typeof(ReadOnlySpan<byte>), typeof(ReadOnlyMemory<byte>), typeof(Memory<byte>), typeof(Stream), typeof(SlideFile),
    ];

    private static readonly string[] Verbs =
        ["Read", "TryRead", "Parse", "TryParse", "Open", "Load", "Decode", "TryDecode", "Convert", "TryConvert", "Detect", "Inflate"];

    // Methods that take bytes or begin with such a word and yet read nothing foreign.
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["AreaDownsampler.Downsample"] = "pixels, whose number is checked",
        ["YCbCrConversion.ToRgb"] = "pixels",
        ["PixelMask.DigestOutside"] = "pixels, whose number is checked",
        ["PixelMask.Fill"] = "pixels, whose number is checked",
        ["JpegCodec.Encode"] = "pixels",
        ["Jpeg2000Codec.Encode"] = "pixels",
        ["JpegLsCodec.Encode"] = "pixels",
        ["HtJ2kCodec.Encode"] = "pixels",
        ["RleFrame.Encode"] = "pixels",
        ["PlanarSamples.Interleave"] = "pixels",
        ["BlankJpeg2000.Create"] = "pixels of one colour",
        ["BlankRows.Predicted"] = "pixels of one colour",
        ["BlankRows.Repeated"] = "pixels of one colour",
        ["Adler32.Continue"] = "a checksum",
        ["DicomDatasetWriter.Write"] = "writes",
        ["DicomFrameFileWriter.WriteItems"] = "writes",
        ["DicomNativeFileWriter.WriteFrames"] = "writes",
        ["DicomFrameFileWriter.WriteTrailingPadding"] = "writes",
        ["DicomDataset.TryGetValues"] = "a value that was read",
        ["MemoryByteSource.Read"] = "copies",
        ["MemoryByteSource..ctor"] = "wraps",
        ["FileByteSource.Read"] = "copies",
        ["IByteSource.Read"] = "copies",
        ["SlideFile.ReadExactly"] = "copies",
        ["SlideFile.ReadUpTo"] = "copies",
        ["SlideLevel.ReadBytes"] = "copies",
        ["IImageCodec.Decode"] = "its implementations have targets",
        ["TableActions.Parse"] = "our own table",
        ["ProjectKey..ctor"] = "a key of checked length",
        ["OpenSlideFile.DetectVendor"] = "parsed by OpenSlide, whose faults are its own",
        ["OpenSlideFile.Open"] = "parsed by OpenSlide, whose faults are its own",
        ["OpenSlideFile.ReadAssociatedImage"] = "parsed by OpenSlide, whose faults are its own",
        ["OpenSlideFormat.Detect"] = "parsed by OpenSlide, whose faults are its own",
        ["OpenSlideFormat.Open"] = "parsed by OpenSlide, whose faults are its own",
        ["SlideFormats.OpenFound"] = "SlideFormats.Open with fewer formats, and parsed by OpenSlide",
        ["SlideFormats.OpenWithFallback"] = "SlideFormats.Open, and parsed by OpenSlide",
    };

    [Fact]
    public void PublicParsers_OfEveryRoom_HaveATarget()
    {
        var covered = Covered();
        var missing = Rooms.SelectMany(room => room.GetExportedTypes())
            .SelectMany(Parsers)
            .Distinct(StringComparer.Ordinal)
            .Where(name => !covered.Contains(name) && !Exempt.ContainsKey(name))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(
            missing.Count == 0,
            "These methods read foreign bytes or text. Name each in the EntryPoints of the fuzz target that runs it, "
            + "or say in Exempt why it needs none: " + string.Join(", ", missing));
    }

    [Fact]
    public void EntryPoints_OfEveryTarget_Exist()
    {
        var all = Rooms.Concat(Upstairs).SelectMany(room => room.GetExportedTypes()).SelectMany(AllMethods).Select(Name).ToHashSet(StringComparer.Ordinal);

        var gone = Covered().Concat(Exempt.Keys).Where(name => !all.Contains(name)).ToList();

        Assert.True(gone.Count == 0, "These methods are listed and do not exist: " + string.Join(", ", gone));
    }

    [Fact]
    public void Names_OfTargets_AreDistinct()
    {
        var names = FuzzTargets.Names();

        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    private static HashSet<string> Covered()
    {
        var all = FuzzTargets.CreateAll();
        foreach (var target in all)
        {
            target.Dispose();
        }

        return [.. all.SelectMany(target => target.EntryPoints)];
    }

    private static IEnumerable<string> Parsers(Type type) => AllMethods(type).Where(IsParser).Select(Name);

    private static IEnumerable<MethodBase> AllMethods(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return type.GetMethods(Own).Where(method => !method.IsSpecialName).Cast<MethodBase>().Concat(type.GetConstructors(Own));
    }

    // By what it takes: bytes, a file. Or by what it takes and is called: text.
    private static bool IsParser(MethodBase method)
    {
        // An override is reached through what it overrides; records bring methods that nobody wrote.
        if (method is MethodInfo { IsVirtual: true } info && info.GetBaseDefinition() != info)
        {
            return false;
        }

        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToList();
        var isCalledSo = Array.Exists(Verbs, verb => IsVerb(method.Name, verb));
        return parameters.Exists(Foreign.Contains) || (isCalledSo && parameters.Contains(typeof(string)));
    }

    private static bool IsVerb(string name, string verb) =>
        name.StartsWith(verb, StringComparison.Ordinal) && (name.Length == verb.Length || char.IsUpper(name[verb.Length]));

    private static string Name(MethodBase method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
