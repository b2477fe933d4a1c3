using System.Collections.Concurrent;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>The synthetic slides of all formats that can be done in place, each written once for all tests; tests copy them.</summary>
public sealed class SyntheticVariants : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<(string Vendor, string Variant), Lazy<WrittenSlide>> _written = new();

    /// <summary>Vendor and variant, one a row.</summary>
    public static TheoryData<string, string> All { get; } = Of(SlideAnonymizer.FormatNames);

    /// <summary>The variants of some vendors.</summary>
    /// <param name="vendors">Their names.</param>
    public static TheoryData<string, string> Of(IEnumerable<string> vendors)
    {
        var rows = new TheoryData<string, string>();
        foreach (var vendor in SyntheticSlideCatalog.Vendors.Where(vendor => vendors.Contains(FormatNameOf(vendor.Name))))
        {
            foreach (var variant in vendor.Variants)
            {
                rows.Add(vendor.Name, variant);
            }
        }

        return rows;
    }

    /// <summary>A slide as it was written, in a folder with nothing else but its answer key. Not to be changed.</summary>
    internal WrittenSlide Get(string vendor, string variant) => _written.GetOrAdd(
        (vendor, variant),
        key => new Lazy<WrittenSlide>(() => SyntheticSlideCatalog.Vendors.Single(v => v.Name == key.Vendor).Write(
            key.Variant,
            _folder.Combine($"{key.Vendor}-{key.Variant}"),
            new SyntheticSlideOptions { Size = new PixelSize(1200, 900) }))).Value;

    /// <summary>A copy of a slide without its answer key, to be changed.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="variant">The variant's name.</param>
    /// <param name="folder">An empty folder.</param>
    /// <returns>The path of the copy of its first file.</returns>
    internal string Copy(string vendor, string variant, string folder)
    {
        var written = Get(vendor, variant);
        using var slide = SlideFormats.Open(written.Path);
        var root = Path.GetDirectoryName(written.Path)!;
        foreach (var file in slide.Files)
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Path.Combine(folder, Path.GetRelativePath(root, written.Path));
    }

    public void Dispose() => _folder.Dispose();

    // One vendor writes pictures of three formats.
    private static string FormatNameOf(string vendor) => vendor == "plain-image" ? "striped-tiff" : vendor;
}
