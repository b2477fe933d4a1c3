using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenSlide;

/// <summary>The functions of openslide.h that are used, as declared there.</summary>
internal static unsafe partial class OpenSlideMethods
{
    [LibraryImport(OpenSlideLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* openslide_detect_vendor(string filename);

    [LibraryImport(OpenSlideLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint openslide_open(string filename);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial void openslide_close(nint slide);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial byte* openslide_get_error(OpenSlideHandle slide);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial int openslide_get_level_count(OpenSlideHandle slide);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial void openslide_get_level_dimensions(OpenSlideHandle slide, int level, long* width, long* height);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial double openslide_get_level_downsample(OpenSlideHandle slide, int level);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial void openslide_read_region(
        OpenSlideHandle slide, uint* destination, long x, long y, int level, long width, long height);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial byte** openslide_get_property_names(OpenSlideHandle slide);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial byte* openslide_get_property_value(OpenSlideHandle slide, byte* name);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial byte** openslide_get_associated_image_names(OpenSlideHandle slide);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial void openslide_get_associated_image_dimensions(
        OpenSlideHandle slide, byte* name, long* width, long* height);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial void openslide_read_associated_image(OpenSlideHandle slide, byte* name, uint* destination);

    [LibraryImport(OpenSlideLibrary.Name)]
    public static partial byte* openslide_get_version();
}
