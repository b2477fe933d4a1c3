namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Pages of nobody in particular: levels of 64×48 and 32×24 in tiles of 16, and a page in strips that nobody names.</summary>
internal static class GenericTiffBuilder
{
    public static List<TestPage> Slide() =>
    [
        Page(64, 48, 0).With(TestTag.Rational(282, 20_000, 1)).With(TestTag.Rational(283, 20_000, 1)).With(TestTag.Short(296, 3)),
        Page(32, 24, 1),
        AperioBuilder.Strips(30, 12, 0, null),
    ];

    /// <summary>The same levels, the smaller one below the first page.</summary>
    public static List<TestPage> WithSubIfds(params TestPage[] others)
    {
        var first = Slide()[0];
        return [new TestPage { Tags = first.Tags, Tiles = first.Tiles, Children = [Page(32, 24, 1), .. others] }];
    }

    public static TestPage Page(ulong width, ulong height, ulong subfileType) => AperioBuilder.Level(width, height, null)
        .With(TestTag.Long(254, subfileType)).With(TestTag.Short(262, 6));
}
