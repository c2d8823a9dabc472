#include "town_import/canvas.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <unistd.h>

#include <system_error>

#include "base/durable_file.hpp"
#include "base/errors.hpp"

namespace weefsel {
namespace {
constexpr double full_turn = 6.283185307179586;

void set(cairo_t* context, Colour colour) { cairo_set_source_rgb(context, colour.red, colour.green, colour.blue); }

void fill_and_edge(cairo_t* context, Colour fill, Colour edge, double edge_width) {
  set(context, fill);
  cairo_fill_preserve(context);
  set(context, edge);
  cairo_set_line_width(context, edge_width);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(context);
}
}  // namespace

/// Cairo's objects, freed with it; and the unfinished file, gone unless it was given its name.
struct Canvas::Sheet {
  std::filesystem::path file, unfinished;
  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface{nullptr, cairo_surface_destroy};
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context{nullptr, cairo_destroy};

  ~Sheet() {
    context.reset();
    surface.reset();
    std::error_code gone;
    std::filesystem::remove(unfinished, gone);
  }
  void check(cairo_status_t status) const {
    if (status != CAIRO_STATUS_SUCCESS)
      throw SystemTrouble(file.string() + ": the picture cannot be written: " + cairo_status_to_string(status));
  }
};

Canvas::Canvas(const std::filesystem::path& file, double width, double height) : sheet_(std::make_unique<Sheet>()) {
  const std::string extension = file.extension().string();
  sheet_->file = file;
  sheet_->unfinished = file.string() + ".unfinished-" + std::to_string(::getpid());
  if (extension == ".png") {
    sheet_->surface.reset(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
  } else if (extension == ".svg") {
    sheet_->surface.reset(cairo_svg_surface_create(sheet_->unfinished.c_str(), width, height));
  } else if (extension == ".pdf") {
    sheet_->surface.reset(cairo_pdf_surface_create(sheet_->unfinished.c_str(), width, height));
  } else {
    throw UserMistake(file.string() + ": a picture is written as .png, .svg or .pdf; this name ends in \"" + extension +
                      "\"");
  }
  sheet_->check(cairo_surface_status(sheet_->surface.get()));
  sheet_->context.reset(cairo_create(sheet_->surface.get()));
  sheet_->check(cairo_status(sheet_->context.get()));
}

Canvas::~Canvas() = default;

void Canvas::finish() {
  if (sheet_->file.extension() == ".png")
    sheet_->check(cairo_surface_write_to_png(sheet_->surface.get(), sheet_->unfinished.c_str()));
  cairo_surface_finish(sheet_->surface.get());
  sheet_->check(cairo_surface_status(sheet_->surface.get()));
  rename_durably(sheet_->unfinished.string(), sheet_->file.string());
}

void Canvas::rectangle(double x, double y, double width, double height, Colour fill) {
  set(sheet_->context.get(), fill);
  cairo_rectangle(sheet_->context.get(), x, y, width, height);
  cairo_fill(sheet_->context.get());
}

void Canvas::text(double x, double y, double size, const std::string& words, Colour ink, bool bold, double align) {
  cairo_t* const context = sheet_->context.get();
  set(context, ink);
  cairo_select_font_face(context, "Lato", CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(context, size);
  cairo_text_extents_t extents;
  cairo_text_extents(context, words.c_str(), &extents);
  cairo_move_to(context, x - align * extents.x_advance, y);
  cairo_show_text(context, words.c_str());
}

void Canvas::polygon(const std::vector<Point>& corners, Colour fill, Colour edge, double edge_width) {
  cairo_t* const context = sheet_->context.get();
  cairo_new_path(context);
  for (const Point& corner : corners) cairo_line_to(context, corner.x, corner.y);
  cairo_close_path(context);
  fill_and_edge(context, fill, edge, edge_width);
}

void Canvas::circle(Point middle, double radius, Colour fill, Colour edge, double edge_width) {
  cairo_new_path(sheet_->context.get());
  cairo_arc(sheet_->context.get(), middle.x, middle.y, radius, 0, full_turn);
  fill_and_edge(sheet_->context.get(), fill, edge, edge_width);
}

}  // namespace weefsel
