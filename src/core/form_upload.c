/* core/form_upload.c: answers that are files, see form_upload.h. */
#include "core/form_upload.h"

#include "base/utf8.h"
#include "core/form_checking.h"
#include "core/form_model.h"
#include "core/media.h"
#include "core/pack.h"

#define UPLOAD_TEXT_MAX 1000

struct str form_upload_text(struct arena *a, const struct form_upload *file)
{
    char id[ID_TEXT];

    return str_fmt(a, "%.*s %.*s %.*s", STR_ARG(id_format(file->id, id)), STR_ARG(file->type),
                   STR_ARG(file->name));
}

enum err form_upload_read(struct str stored, struct form_upload *ret)
{
    struct form_upload file;
    struct str rest = stored, id;

    if (stored.n > UPLOAD_TEXT_MAX || !str_split(&rest, ' ', &id) || id_parse(id, &file.id) != OK ||
        !str_split(&rest, ' ', &file.type) || !media_kind_of(file.type) || !str_given(rest) ||
        !utf8_is_valid(rest))
        return E_INVALID;
    file.name = rest;
    *ret = file;
    return OK;
}

struct str form_upload_name(struct str stored)
{
    struct form_upload file;

    return form_upload_read(stored, &file) == OK ? file.name : stored;
}

struct str form_upload_words(struct ctx *ctx, struct str stored)
{
    struct form_upload file;

    if (form_upload_read(stored, &file) != OK)
        return stored;
    struct str kind = ctx_msg(ctx, str_has_prefix(file.type, STR("image/"))   ? "form.file_image"
                                   : str_has_prefix(file.type, STR("audio/")) ? "form.file_audio"
                                                                              : "form.file_paper");

    return str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(file.name), STR_ARG(kind));
}

void form_upload_show(struct str stored, struct answer_view *view)
{
    struct form_upload file;

    if (form_upload_read(stored, &file) != OK)
        return;
    view->file = file.id;
    view->is_image = str_has_prefix(file.type, STR("image/"));
}

const char *form_check_upload(struct form_checking *c)
{
    struct form_upload file;
    struct str drop = str_fmt(c->ctx->arena, "%s.drop", c->field->name);

    /* Another one was chosen in its place, or none is wanted any more. */
    if (str_given(form_typed(c->form, drop.p)) || !str_given(str_trim(c->typed)))
        return NULL;
    if (form_upload_read(str_trim(c->typed), &file) != OK)
        return "form.file_gone";
    c->value = str_trim(c->typed);
    return NULL;
}

static bool appears(const struct field *field, const char *word)
{
    return field->item && pack_has_word(field->item->appearance, str_c(word));
}

void form_upload_draw(const struct field *field, struct str shown, struct field_view *view)
{
    struct str group = field->item ? field->item->type : str_c(field->codes ? field->codes : "");

    view->file = form_upload_name(shown);
    view->accept = str_c(media_accept(group));
    /* ODK's word for "only one that is made now"; else a telephone offers its album as well. */
    if (appears(field, "new") || appears(field, "new-rear"))
        view->capture = STR("environment");
    if (appears(field, "new-front"))
        view->capture = STR("user");
}
