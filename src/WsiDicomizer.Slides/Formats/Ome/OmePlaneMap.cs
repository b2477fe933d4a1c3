using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Which page shows which plane of an image: what its elements <c>TiffData</c> say.</summary>
/// <remarks>
/// Source: the OME-TIFF specification, "The TiffData element": without IFD and PlaneCount it stands for all pages in the order
/// of planes; with IFD and without PlaneCount for one.
/// </remarks>
internal sealed class OmePlaneMap
{
    private readonly Dictionary<(int Plane, int Channel), int> _pages = [];
    private readonly OmeImage _image;
    private readonly OmeNumbers _numbers;
    private readonly int _pageCount;

    private OmePlaneMap(OmeImage image, OmeNumbers numbers, int pageCount, int samplesPerPixel)
    {
        _image = image;
        _numbers = numbers;
        _pageCount = pageCount;
        SamplesPerPixel = samplesPerPixel;
        ChannelCount = image.SizeC / samplesPerPixel;
    }

    /// <summary>How many pages the image has: focal planes times channels.</summary>
    public IReadOnlyCollection<int> Pages => _pages.Values;

    /// <summary>How many samples each page has for a pixel.</summary>
    public int SamplesPerPixel { get; }

    /// <summary>How many channels the image has.</summary>
    public int ChannelCount { get; }

    /// <summary>The page of a plane.</summary>
    /// <param name="plane">0-based.</param>
    /// <param name="channel">0-based.</param>
    public int this[int plane, int channel] => _pages[(plane, channel)];

    /// <summary>Reads the map of an image.</summary>
    /// <param name="image">The image, of one point in time.</param>
    /// <param name="numbers">Reads its numbers.</param>
    /// <param name="pageCount">How many pages the file has.</param>
    /// <param name="getSamples">How many samples a page has for a pixel.</param>
    /// <exception cref="SlideFormatException">A plane has no page, or several.</exception>
    public static OmePlaneMap Read(OmeImage image, OmeNumbers numbers, int pageCount, Func<int, int> getSamples)
    {
        var elements = image.Pixels.ChildrenNamed("TiffData").ToList();
        if (elements.Count is 0 or > OmeLimits.MaxPlanes)
        {
            throw numbers.Damaged($"has an image of {elements.Count} elements TiffData; expected 1 to {OmeLimits.MaxPlanes}");
        }

        var first = numbers.Count(elements[0], "IFD", missing: 0);
        var samples = getSamples(first < pageCount ? first : throw PageMissing(numbers, first, pageCount));
        if (samples < 1 || image.SizeC % samples != 0)
        {
            throw numbers.Damaged($"has an image whose SizeC is {image.SizeC}; page {first} has {samples} samples per pixel");
        }

        var map = new OmePlaneMap(image, numbers, pageCount, samples);
        foreach (var element in elements)
        {
            map.Add(element);
        }

        var expected = image.SizeZ * map.ChannelCount;
        return map._pages.Count == expected
            ? map
            : throw numbers.Damaged($"has an image of {expected} planes, of which {map._pages.Count} have a page");
    }

    private static SlideFormatException PageMissing(OmeNumbers numbers, int page, int count) =>
        numbers.Damaged($"names page {page} (IFD); the file has {count} pages (is it cut off?)");

    private void Add(XmlElement element)
    {
        var page = _numbers.Count(element, "IFD", missing: 0);
        var count = _numbers.Count(
            element,
            element.Find("PlaneCount") is null && element.Find("NumPlanes") is not null ? "NumPlanes" : "PlaneCount",
            least: 0,
            missing: element.Find("IFD") is null ? _image.SizeZ * ChannelCount : 1);
        var position = new Dictionary<char, int>
        {
            ['Z'] = _numbers.Count(element, "FirstZ", missing: 0),
            ['C'] = _numbers.Count(element, "FirstC", missing: 0),
            ['T'] = _numbers.Count(element, "FirstT", missing: 0),
        };
        if (count > OmeLimits.MaxPlanes)
        {
            throw _numbers.Damaged($"has an element TiffData of {count} planes; the limit is {OmeLimits.MaxPlanes}");
        }

        for (var index = 0; index < count; index++)
        {
            if (position['Z'] >= _image.SizeZ || position['C'] >= ChannelCount || position['T'] >= _image.SizeT)
            {
                throw _numbers.Damaged("has an element TiffData of a plane that its image does not have");
            }

            if (page + (long)index >= _pageCount)
            {
                throw PageMissing(_numbers, page, _pageCount);
            }

            if (!_pages.TryAdd((position['Z'], position['C']), page + index))
            {
                throw _numbers.Damaged("names two pages (IFD) for one plane");
            }

            Advance(position);
        }
    }

    private void Advance(Dictionary<char, int> position)
    {
        foreach (var axis in _image.PlaneOrder)
        {
            var size = axis switch { 'Z' => _image.SizeZ, 'C' => ChannelCount, _ => _image.SizeT };
            if (++position[axis] < size)
            {
                return;
            }

            // After the last plane there is none: the slowest axis stays beyond its end.
            if (axis != _image.PlaneOrder[^1])
            {
                position[axis] = 0;
            }
        }
    }
}
